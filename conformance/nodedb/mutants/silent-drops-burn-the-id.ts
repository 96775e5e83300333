import { mutant } from '../mutant.ts'

export const silentDropsBurnTheId = mutant({
  id: 'nodedb/silent-drops-burn-the-id',
  violates: 'NDB-119',
  explain: 'A delta over the rate is dropped without a word and uses up its id.',
  part: 'verdicts',
  apply: (original, parts) => ({
    push: (session, delta) => {
      const answer = original.push(session, delta)
      const [verdict] = answer.frames
      if (verdict?.type !== 'DeltaReject' || verdict.compensation?.kind !== 'RateLimited') return answer
      parts.verdicts.remember(delta)
      return { frames: [], applied: [] }
    },
  }),
})
