import { need } from '../../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../../machines/nodedb/charts/receiver.ts'
import { rx } from '../../calls.ts'
import { receiverCheck } from '../receiver-check.ts'
import { walkClaims } from '../walk-claims.ts'

export const receiverCases = receiverCheck({
  slug: 'receiver-cases',
  explain: 'Gaps, damage, snapshots, lost links and times, one situation each.',
  requirements: walkClaims([receiver, need], ['NDB-069']),
  palette: {},
  situations: {
    'gap-of-one': (plan) => plan.delta(1).delta(3).delta(2).delta(3).delta(4),
    'gap-at-the-first-delta': (plan) => plan.delta(2).delta(1).delta(2),
    'first-delta-far-ahead': {
      // Nothing could be said of ids after it where it is taken as the beginning.
      fits: ({ parameters }) => parameters.baseline !== 'adopt',
      plan: (plan) => plan.delta(plan.model.ids.number(2n ** 64n - 1n)).delta(1),
    },
    'duplicates-of-applied-deltas': (plan) =>
      plan.delta(1).delta(2).delta(2).delta(1, 'damagedPayload').delta(3).delta(1).delta(4),
    'bytes-that-are-no-frame': (plan) =>
      plan.delta(1).add(rx.frame('10ff000000')).delta(3).add(rx.frame('520400000093c20c00')).delta(2).delta(3),
    'id-zero': (plan) => plan.delta(0).delta(1).delta(0).delta(2),
    'damage-to-the-delta-that-closes-a-gap': (plan) =>
      plan.delta(1).delta(3).delta(2, 'damagedPayload').add(rx.advance(5_000)).delta(2).delta(3),
    'three-damaged-copies': (plan) =>
      plan
        .delta(1, 'damagedPayload')
        .delta(1, 'damagedChecksum')
        .delta(1, 'damagedPayload')
        .delta(1)
        .snapshot(2)
        .delta(3),
    'damage-ahead-of-a-gap': (plan) => plan.delta(2, 'damagedPayload').delta(1).delta(2),
    'gap-while-a-request-runs': (plan) =>
      plan.delta(2).delta(4).delta(6).add(rx.advance(4_999)).add(rx.advance(1)).delta(1),
    'divergence-while-everything-is-asked-for': (plan) =>
      plan.delta(1).add(rx.diverge('a')).add(rx.diverge('a')).delta(2).snapshot(2).delta(3),
    'snapshot-older-than-the-state': (plan) =>
      plan.delta(1).delta(2).delta(3).snapshot(1).snapshot(2).snapshot(3).delta(4),
    'snapshot-below-what-was-seen': (plan) => plan.delta(1).delta(6).snapshot(3).delta(4).delta(5).delta(6),
    'snapshot-of-nothing': (plan) => plan.snapshot(0).delta(1),
    'old-snapshot-while-rebuilding': (plan) =>
      plan.delta(1).delta(2).delta(3).add(rx.diverge('a')).snapshot(1).delta(2).delta(3),
    'two-collections-in-trouble': (plan) =>
      plan.delta(2).delta(3, 'good', 1).snapshot(2).add(rx.advance(5_000)).delta(1, 'good', 1).delta(2, 'good', 1),
    'gap-across-a-lost-link': (plan) => plan.delta(1).add(rx.link(false)).add(rx.link(true)).delta(3).delta(2).delta(3),
    'gap-while-the-link-is-down': (plan) =>
      plan.delta(1).add(rx.link(false)).delta(3).add(rx.advance(600_000)).add(rx.link(true)).add(rx.link(true)),
    'interval-doubles-to-a-minute': (plan) =>
      plan.delta(2).add(rx.advance(5_000)).add(rx.advance(9_999)).add(rx.advance(1)).add(rx.advance(600_000)),
    'second-gap-after-recovery': (plan) => plan.delta(2).delta(1).delta(2).delta(4).delta(3).delta(4).delta(6),
  },
})
