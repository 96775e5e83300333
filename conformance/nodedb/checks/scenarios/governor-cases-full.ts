import { largest } from '../../calls.ts'
import { governorCheck } from '../governor-check.ts'
import { beside } from '../governor-plan.ts'

export const governorCasesFull = governorCheck({
  slug: 'governor-cases-full',
  explain: 'A queue of 30 deltas that is exactly full, or overflows, and what is pushed after it.',
  requirements: ['NDB-102', 'NDB-104', 'NDB-105', 'NDB-107', 'NDB-108', 'NDB-110', 'NDB-111', 'NDB-112', 'NDB-114'],
  needs: ['constants'],
  constants: { unthrottled_rate: 20, default_rate: 3, queue_max: 30 },
  situations: {
    'queue-exactly-full': (plan) => plan.attach('1').slower('1').enqueue(30).wait(60_000).enqueue(30).wait(60_000),
    'overflow-of-a-limited-peer': (plan) =>
      plan.attach('1').slower('10').enqueue(100).wait(60_000).enqueue(5).wait(10_000).enqueue(30).wait(10_000),
    'overflow-of-a-free-peer': (plan) =>
      plan.attach('1').enqueue(100).wait(60_000).enqueue(5).wait(10_000).enqueue(30).wait(10_000),
    'overflow-and-release': (plan) =>
      plan.attach('1').slower('1').enqueue(31).enqueue(5).release().wait(10_000).enqueue(20).wait(10_000),
    'overflow-and-reconnect': (plan) =>
      plan
        .attach('1')
        .slower('1')
        .enqueue(100)
        .reconnect()
        .slower('10')
        .enqueue(20)
        .wait(60_000)
        .enqueue(30)
        .wait(60_000),
    'rate-above-that-of-everybody': (plan) =>
      plan.attach('1').slower('1000').enqueue(30).slower(largest).wait(1_000).enqueue(20).wait(60_000),
    'beside-a-slow-peer': beside(30, '1'),
    'beside-a-peer-at-the-default-rate': beside(5, '0'),
  },
})
