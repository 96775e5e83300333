import { mutant } from '../mutant.ts'

export const replaysStopShortOfTheHead = mutant({
  id: 'nodedb/replays-stop-short-of-the-head',
  violates: 'NDB-075',
  explain: 'A request from the head is not answered.',
  part: 'answering',
  apply: (original, parts) => ({
    kind: (request, collection, beyond) =>
      BigInt(request.from_mutation_id) === parts.log.head(collection)
        ? 'nothing'
        : original.kind(request, collection, beyond),
  }),
})
