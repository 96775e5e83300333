import { sender } from '../../../../machines/nodedb/charts/sender.ts'
import { SenderModel, senderSource } from '../../../../machines/nodedb/models/sender-model.ts'
import { check } from '../../../kit/check.ts'
import { sequenceGap } from '../../calls.ts'
import { SenderPlan } from '../sender-plan.ts'
import { walkClaims } from '../walk-claims.ts'

const phases = ['live', 'waiting', 'replaying', 'snapshotting', 'behind'] as const
const froms = ['0', '1', '3', '4', '5', '6', '9'] as const
const reasons = ['SequenceGap', 'ChecksumMismatch', 'CorruptedState'] as const
const scopes = ['a', 'b', '', 'zz'] as const

/** Requests from ids of any size, and from every id in every phase, for every reason and scope. */
export const requestIds = check({
  id: 'nodedb/request-ids',
  kind: 'scenario',
  requirements: walkClaims([sender], ['NDB-083', 'NDB-090', 'NDB-116']),
  needs: ['tx.frame', 'tx.drain'],
  explain: 'Requests from ids of any size; and each id, reason and scope with each other, in every phase of a sender.',
  model: senderSource,
  scenes: [
    {
      name: 'from',
      dimension: 'number',
      inputs: (number, setting) =>
        new SenderPlan(new SenderModel(setting))
          .append(3)
          .attach()
          .request(`${number}`)
          .drain()
          .append(1)
          .drain()
          .asks(sequenceGap(`${number}`, `${number}`), '2')
          .drain().inputs,
    },
    {
      name: 'request',
      axes: () => ({ phase: phases, from: froms, reason: reasons, scope: scopes, drain: [1, 100] }),
      each: 'phase',
      inputs: ({ phase, from, reason, scope, drain }, setting) => {
        const plan = new SenderPlan(new SenderModel(setting)).append(4)
        if (phase !== 'behind') plan.append(2, 'b')
        plan.attach()
        if (phase === 'waiting') plan.append(1).append(1, 'b')
        if (phase === 'replaying') plan.request('2').drain(1)
        if (phase === 'snapshotting') plan.request('0')
        const why =
          reason === 'SequenceGap'
            ? sequenceGap(`${from}`, '9')
            : reason === 'ChecksumMismatch'
              ? { kind: 'ChecksumMismatch', mutation_id: `${from}` }
              : { kind: 'CorruptedState' }
        plan.asks(why, `${from}`, `${scope}`)
        return plan
          .drain(drain as number)
          .append(1)
          .drain()
          .append(1, 'b')
          .drain().inputs
      },
    },
  ],
})
