import type { JsonObject } from '../../../../spec/json.ts'
import vectors from '../../../../spec/net/vectors.json' with { type: 'json' }
import { messageCheck, requirementsOf } from '../message-scripts.ts'

const shown = vectors.goldens.flatMap(({ message }) => requirementsOf(message as JsonObject))

export const goldenMessages = messageCheck({
  slug: 'golden-messages',
  requirements: [...new Set(shown)].sort(),
  explain: 'The messages of the specification, written and read: every kind, numbers at both ends of their types.',
  scripts: (messages) =>
    vectors.goldens
      .filter(({ dialect }) => messages.speaks(dialect))
      .flatMap(({ name, message }) =>
        messages.both(name, message as JsonObject, requirementsOf(message as JsonObject)),
      ),
})
