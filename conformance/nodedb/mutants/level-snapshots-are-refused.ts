import { mutant } from '../mutant.ts'

export const levelSnapshotsAreRefused = mutant({
  id: 'nodedb/level-snapshots-are-refused',
  violates: 'NDB-067',
  explain: 'A snapshot as old as the state is refused.',
  part: 'snapshots',
  apply: () => ({
    stale: ({ phase, next }, watermark) => phase !== 'rebuilding' && watermark <= next - 1n && watermark > 0n,
  }),
})
