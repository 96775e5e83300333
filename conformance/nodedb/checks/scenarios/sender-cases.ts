import { sender } from '../../../../machines/nodedb/charts/sender.ts'
import { SenderModel, senderSource } from '../../../../machines/nodedb/models/sender-model.ts'
import { check } from '../../../kit/check.ts'
import { corruptedState, largest, sequenceGap, tx } from '../../calls.ts'
import { planned, type Situations } from '../plan.ts'
import { SenderPlan } from '../sender-plan.ts'
import { walkClaims } from '../walk-claims.ts'

const situations: Situations<SenderPlan> = {
  'pushed-as-appended': (plan) => plan.attach().append(2).drain(1).append(1).drain(),
  'attached-behind-the-head': (plan) => plan.append(2).attach().drain().append(1).drain(),
  'from-the-first-id': (plan) => plan.append(3).attach().request('1').drain(),
  'from-the-middle': (plan) => plan.append(3).attach().request('2').drain(),
  'from-the-head': (plan) => plan.append(3).attach().request('3').drain(),
  'from-behind-the-head': (plan) => plan.append(3).attach().request('4').drain().append(1).drain(),
  'from-beyond-the-head': (plan) => plan.append(2).attach().request('9').drain().append(1).drain(),
  'from-the-last-id-there-is': (plan) => plan.append(2).attach().request(largest).drain().append(1).drain(),
  'for-another-reason': (plan) =>
    plan
      .append(3)
      .attach()
      .asks({ kind: 'ChecksumMismatch', mutation_id: '1' }, '2')
      .drain()
      .asks(sequenceGap('1', '3'), '3')
      .drain(),
  'everything-because-of-corruption': (plan) => plan.append(3).attach().request('0').drain().append(1).drain(),
  'everything-because-of-a-gap': (plan) => plan.append(2).attach().asks(sequenceGap('1', '2'), '0').drain(),
  'corruption-with-an-id': (plan) => plan.append(3).attach().asks(corruptedState, '2').drain(),
  'appended-while-a-snapshot-is-due': (plan) => plan.append(2).attach().request('0').append(2).drain(),
  'appended-while-a-replay-runs': (plan) =>
    plan.append(3).attach().request('1').drain(1).append(1).drain(1).append(1).drain(),
  'a-replay-asked-for-while-a-snapshot-is-due': (plan) =>
    plan.append(4).attach().request('0').request('3').drain().append(1).drain(),
  'everything-asked-for-again-while-a-snapshot-is-due': (plan) =>
    plan.append(2).attach().request('0').request('0').drain().append(1).drain(),
  'everything-asked-for-while-a-replay-runs': (plan) =>
    plan.append(4).attach().request('2').drain(1).request('0').drain().append(1).drain(),
  'asked-from-an-id-that-32-bits-cut': (plan) =>
    plan.append(3).attach().request('4294967298').drain().request('9223372036854775810').drain(),
  'requests-while-a-replay-runs': (plan) =>
    plan.append(4).attach().request('2').drain(1).request('4').drain(1).request('1').drain(),
  'the-same-request-twice': (plan) => plan.append(3).attach().request('2').request('2').drain().drain(),
  'a-request-before-what-is-due-went-out': (plan) => plan.attach().append(4).drain(1).request('4').drain(),
  'all-collections-from-an-id': (plan) =>
    plan.append(3).append(1, 'b').attach().request('2', '').drain().append(1, 'b').drain(),
  'all-collections-at-the-beginning': (plan) => plan.append(2).append(1, 'b').attach().request('0', '').drain(),
  'everything-of-nothing': (plan) => plan.attach().request('0', '').drain().append(1).drain(),
  'a-collection-that-is-not-there': (plan) => plan.append(2).attach().request('1', 'zz').drain().request('1').drain(),
  'bytes-that-are-no-request': (plan) =>
    plan.append(2).attach().add(tx.frame('1', '5000000000')).add(tx.frame('1', '')).drain().request('2').drain(),
  'two-peers': (plan) =>
    plan
      .append(2)
      .attach()
      .attach('2')
      .request('1')
      .drain(100, '2')
      .drain()
      .request('2', 'a', '2')
      .drain()
      .drain(100, '2'),
  'a-replay-and-a-lost-session': (plan) =>
    plan
      .append(3)
      .attach()
      .request('1')
      .drain(1)
      .add(tx.link('1', false))
      .drain()
      .append(1)
      .add(tx.link('1', true))
      .drain()
      .request('2')
      .drain(),
  'no-session': (plan) => plan.append(2).attach().add(tx.link('1', false)).request('1').drain(),
  'below-the-floor': {
    needs: ['compaction'],
    plan: (plan) => plan.append(4).attach().add(tx.compact('a', '3')).request('2').drain().request('3').drain(),
  },
  'compacted-before-it-was-pushed': {
    needs: ['compaction'],
    plan: (plan) => plan.attach().append(4).drain(1).add(tx.compact('a', '4')).drain(1).append(1).drain(),
  },
  'compacted-while-a-replay-runs': {
    needs: ['compaction'],
    plan: (plan) => plan.append(4).attach().request('1').drain(1).add(tx.compact('a', '5')).drain().append(1).drain(),
  },
  'everything-forgotten': {
    needs: ['compaction'],
    plan: (plan) => plan.append(2).attach().add(tx.compact('a', '3')).request('2').drain().append(1).drain(),
  },
  'no-right-to-a-collection': {
    needs: ['rights'],
    plan: (plan) =>
      plan
        .append(2)
        .append(2, 'b')
        .add(tx.attach('1', ['a']))
        .request('1', 'b')
        .drain()
        .request('1', '')
        .drain()
        .request('0', 'b')
        .drain(),
  },
  'a-right-that-is-withdrawn': {
    needs: ['rights'],
    plan: (plan) =>
      plan
        .append(2, 'b')
        .attach()
        .request('1', 'b')
        .add(tx.rights('1', ['a']))
        .drain()
        .append(1, 'b')
        .drain(),
  },
  'a-snapshot-that-fails': {
    needs: ['faults'],
    plan: (plan) => plan.append(2).attach().add(tx.failSnapshot(1)).request('0').drain().request('0').drain(),
  },
  'a-restart': {
    needs: ['restart'],
    plan: (plan) =>
      plan.append(2).attach().drain().add(tx.restart).append(1).add(tx.link('1', true)).drain().request('1').drain(),
  },
}

/** The situations that senders get wrong, one by one. */
export const senderCases = check({
  id: 'nodedb/sender-cases',
  kind: 'scenario',
  requirements: [...walkClaims([sender]), 'NDB-094', 'NDB-095'],
  needs: ['tx.frame', 'tx.drain'],
  explain: 'Requests from every kind of id, for every scope and reason, in sessions, across them and without one.',
  model: senderSource,
  cases: (setting) => planned(situations, setting, () => new SenderPlan(new SenderModel(setting))),
})
