import vectors from '../../../../spec/net/vectors.json' with { type: 'json' }
import { messageCheck } from '../message-scripts.ts'

const rows = [...vectors.accepted, ...vectors.refused]

export const unusualMessages = messageCheck({
  slug: 'unusual-messages',
  requirements: [...new Set(rows.flatMap(({ requirements }) => requirements))].sort(),
  explain: 'Bytes that are unusual and read, and bytes that are wrong in one thing and refused.',
  scripts: (messages) =>
    rows
      .filter(({ dialect }) => messages.speaks(dialect))
      .map(({ name, hex, requirements }) => messages.decoding(name, hex, requirements)),
})
