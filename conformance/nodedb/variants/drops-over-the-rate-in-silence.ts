import { variant } from '../mutant.ts'

export const dropsOverTheRateInSilence = variant({
  id: 'nodedb/drops-over-the-rate-in-silence',
  explain: 'A session says nothing of a delta over the rate.',
  part: 'verdicts',
  apply: (original) => ({
    push: (session, delta) => {
      const answer = original.push(session, delta)
      const [verdict] = answer.frames
      const limited = verdict?.type === 'DeltaReject' && verdict.compensation?.kind === 'RateLimited'
      return limited ? { frames: [], applied: [] } : answer
    },
  }),
})
