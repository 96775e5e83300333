import { ReceiverModel, receiverSource } from '../../../../machines/nodedb/models/receiver-model.ts'
import { receiverPalette } from '../../../../machines/nodedb/models/receiver-palette.ts'
import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { check } from '../../../kit/check.ts'
import { rx } from '../../calls.ts'
import { type Stranger, strangerNames, withStranger } from '../broken-members.ts'
import { bytesOf, hexOf } from '../hex.ts'
import { ReceiverPlan } from '../receiver-plan.ts'

const palette = { ...receiverPalette, collections: ['a'], far: [] }
const phases = ['fresh', 'live', 'gapped'] as const
/** Members of a delta in every dialect, in the order of the wire. */
const members = ['collection', 'document_id', 'delta', 'peer_id', 'mutation_id', 'checksum'] as const

/** Deltas of which one member is not what it must be, in every state; then what is missing, by its next request. */
export const damagedFrames = check({
  id: 'nodedb/damaged-frames',
  kind: 'scenario',
  requirements: ['NDB-033', 'NDB-072'],
  needs: ['rx.frame', 'rx.advance'],
  explain: 'A delta of which one member is of another type changes nothing: not even its id was seen.',
  model: receiverSource('damaged-frames', palette),
  scenes: [
    {
      name: 'delta',
      axes: () => ({ phase: phases, member: members, stranger: strangerNames, ahead: [1, 3] }),
      each: 'phase',
      configuration: (_, setting) => speaking(setting),
      inputs: ({ phase, member, stranger, ahead }, setting) => {
        const model = new ReceiverModel(setting, palette)
        const plan = new ReceiverPlan(model)
        if (phase !== 'fresh') plan.delta(1)
        if (phase === 'gapped') plan.delta(3)
        const [stream] = model.streams
        const next = phase === 'fresh' ? 1 : 2
        const whole = stream && model.delta(stream, next + (ahead as number), 'good')
        if (stream === undefined || whole === undefined) return []
        const frame = bytesOf(model.frame(stream, whole).hex as string)
        const at = members.indexOf(member as (typeof members)[number])
        const broken = hexOf(withStranger(frame, at, stranger as Stranger, model.dialect))
        plan.add(rx.frame(broken), rx.advance(5_000))
        return plan
          .delta(next)
          .delta(next + 1)
          .delta(next + 3).inputs
      },
    },
  ],
})
