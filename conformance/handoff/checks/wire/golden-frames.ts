import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import type { JsonObject } from '../../../../spec/json.ts'
import { frameCheck, requirementsOf } from '../frame-scripts.ts'

const shown = vectors.goldens.flatMap(({ message }) => requirementsOf(message as JsonObject))

export const goldenFrames = frameCheck({
  slug: 'golden-frames',
  requirements: [...new Set(shown)].sort(),
  explain: 'The frames of the specification, written and read: every message, numbers at both ends of their types.',
  scripts: (frames) =>
    vectors.goldens.flatMap(({ name, message }) =>
      frames.both(name, message as JsonObject, requirementsOf(message as JsonObject)),
    ),
})
