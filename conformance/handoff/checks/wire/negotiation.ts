import { negotiate } from '../../../../spec/handoff/negotiation.ts'
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { codec } from '../../calls.ts'
import { inProfile } from '../spoken-rules.ts'

const ends = [0, 1, 2, 3, 5, 9, 65535]
const ranges = ends.flatMap((min) => ends.map((max) => ({ min, max })))

export const negotiation = scriptCheck({
  id: 'handoff/negotiation',
  kind: 'wire',
  requirements: ['HOF-033', 'HOF-034'],
  needs: ['codec'],
  explain:
    'Every two ranges with ends among a few versions, inverted ones too: the highest common version, or all four numbers.',
  configure: inProfile,
  scripts: () =>
    ranges.map((ours) => ({
      name: `${ours.min}..${ours.max}`,
      steps: ranges.map((theirs) => {
        const version = negotiate(ours, theirs)
        const call = codec.negotiate(ours.min, ours.max, theirs.min, theirs.max)
        if (version !== undefined) return step(call, { version }, 'HOF-033')
        return { ...call, expect: { error: { code: 'version_mismatch', ...call.params } }, requirements: ['HOF-034'] }
      }),
    })),
})
