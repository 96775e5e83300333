import { governorCheck } from '../governor-check.ts'
import { hour_ms } from '../governor-plan.ts'

export const governorCasesDefault = governorCheck({
  slug: 'governor-cases-default',
  explain:
    'A server whose rates are as close as they may be: two deltas a second to anybody, one by default to a throttled peer.',
  requirements: ['NDB-102', 'NDB-106', 'NDB-111', 'NDB-112'],
  needs: ['constants'],
  constants: { unthrottled_rate: 2, default_rate: 1 },
  situations: {
    'the-default-rate': (plan) => plan.attach('1').slower('0').enqueue(150).wait(1_000).slower('0').wait(hour_ms),
  },
})
