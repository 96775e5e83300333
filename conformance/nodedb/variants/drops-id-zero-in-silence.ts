import { variant } from '../mutant.ts'

export const dropsIdZeroInSilence = variant({
  id: 'nodedb/drops-id-zero-in-silence',
  explain: 'A session says nothing of a delta with id 0.',
  part: 'verdicts',
  apply: (original) => ({
    push: (session, delta) =>
      session.authenticated && delta.mutation_id === '0' ? { frames: [], applied: [] } : original.push(session, delta),
  }),
})
