import { mutant } from '../mutant.ts'

export const levelRequestsGetSnapshots = mutant({
  id: 'nodedb/level-requests-get-snapshots',
  violates: 'NDB-084',
  explain: 'A peer that has everything gets a snapshot.',
  part: 'answering',
  apply: (original, parts) => ({
    kind: (request, collection, beyond) =>
      BigInt(request.from_mutation_id) === parts.log.head(collection) + 1n
        ? 'snapshot'
        : original.kind(request, collection, beyond),
  }),
})
