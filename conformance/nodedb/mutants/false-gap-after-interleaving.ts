import { mutant } from '../mutant.ts'

export const falseGapAfterInterleaving = mutant({
  id: 'nodedb/false-gap-after-interleaving',
  violates: 'NDB-050',
  explain: 'Ids are compared over all collections, as log positions would be.',
  part: 'classifier',
  apply: (original, parts) => ({
    ahead: (stream, id) =>
      original.ahead(stream, id) ||
      parts.streams.all().some((other) => other !== stream && other.next === id + 1n && other.next > 2n),
  }),
})
