import { mutant } from '../mutant.ts'

export const staleSnapshotsAreTaken = mutant({
  id: 'nodedb/stale-snapshots-are-taken',
  violates: 'NDB-067',
  explain: 'A snapshot older than the state is taken.',
  part: 'snapshots',
  apply: () => ({ stale: () => false }),
})
