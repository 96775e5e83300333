import { need } from '../../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../../machines/nodedb/charts/receiver.ts'
import { rx } from '../../calls.ts'
import { receiverCheck } from '../receiver-check.ts'
import { walkClaims } from '../walk-claims.ts'

export const coldStartCases = receiverCheck({
  slug: 'cold-start-cases',
  explain: 'What a start finds in the local store: nothing wrong, one collection damaged, or everything.',
  requirements: walkClaims(
    [receiver, need],
    [
      ...['NDB-033', 'NDB-045', 'NDB-046', 'NDB-068', 'NDB-069', 'NDB-071', 'NDB-072', 'NDB-074'],
      // One stream shows nothing of its independence.
      ...['NDB-062', 'NDB-073'],
    ],
    ['cold_start'],
    // A damaged store leads to rebuilding as divergence does.
  ).map((claim) => (claim.id === 'NDB-065' ? claim.id : claim)),
  needs: ['cold_start'],
  palette: { collections: ['a'], far: [] },
  situations: {
    'everything-is-damaged': (plan) => plan.add(rx.corrupt()).delta(1).snapshot(2).delta(3).delta(5),
    'everything-is-damaged-and-nothing-comes': (plan) => plan.add(rx.corrupt()).add(rx.link(false)).add(rx.link(true)),
    'everything-was-damaged-by-a-crash': (plan) =>
      plan.delta(1).delta(2).add(rx.restart).add(rx.corrupt()).delta(3).snapshot(2).delta(3),
    'everything-is-damaged-and-time-passes': (plan) =>
      plan.add(rx.corrupt()).delta(1).add(rx.advance(5_000)).snapshot(1).delta(2).add(rx.advance(20_000)),
    'a-collection-is-damaged': (plan) => plan.add(rx.corrupt('a')).delta(1).snapshot(0).delta(1),
    'the-store-is-sound': (plan) => plan.add(rx.clean('a', '4')).delta(3).delta(4).delta(6).delta(5),
    'told-too-late': (plan) => plan.delta(1).add(rx.corrupt('a')).delta(2),
  },
})
