import { mutant } from '../mutant.ts'

export const resumesAtWhatArrived = mutant({
  id: 'nodedb/resumes-at-what-arrived',
  violates: 'NDB-043',
  explain: 'A gap is asked for from the id that arrived.',
  part: 'requests',
  apply: (original) => ({
    from: (stream) => (stream.phase === 'gapped' && stream.bad === 0 ? stream.until : original.from(stream)),
  }),
})
