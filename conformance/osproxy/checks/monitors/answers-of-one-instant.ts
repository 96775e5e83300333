import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { labelOf, readPlacement, same } from '../state-table.ts'

/** A resolve shows placement, epoch and phase of one version of the partition; a change answers the epoch that a look shows. */
export const answersOfOneInstant = check({
  id: 'osproxy/answers-of-one-instant',
  kind: 'monitor',
  requirements: ['OSP-001', 'OSP-011', 'OSP-012'],
  needs: ['store.state', 'store.resolve'],
  explain:
    'Placement and phase label of a resolve are those that the partition had at the answered epoch, and a change answers the epoch that the next look shows.',
  monitors: [
    monitor({
      id: 'osproxy/answers-of-one-instant',
      start: (_, setting) => ({ observed: new Observed(setting), answered: new Map<string, string>() }),
      judge: ({ observed, answered }, exchange, report) => {
        const { op, params, reply } = exchange
        const partition = params.partition as string
        const looks = op === 'store.state' || op === 'store.resolve'
        if (looks && reply.ok !== undefined) {
          const expected = answered.get(partition)
          if (expected !== undefined) {
            report.exercised('OSP-011')
            if (reply.ok.epoch !== expected)
              report.violated(
                'OSP-011',
                'epoch',
                `epoch ${expected}, as the change was answered`,
                JSON.stringify(reply.ok),
              )
          }
        }
        observed.see(exchange)
        const { now } = observed.of(partition)
        if (!looks) {
          const told = reply.ok?.epoch
          if (typeof told === 'string' && now !== undefined && now !== 'absent' && now.epoch === told)
            answered.set(partition, told)
          else if (now === undefined) answered.clear()
        }
        if (op === 'store.resolve' && reply.ok?.found === true) {
          const state = observed.stateAt(partition, reply.ok.epoch as string)
          if (state === undefined) return
          const { placement, phase } = reply.ok as { placement: JsonObject; phase: string }
          report.exercised('OSP-012')
          report.exercised('OSP-001')
          if (!same(placement, readPlacement(state)))
            report.violated('OSP-012', 'value', JSON.stringify(readPlacement(state)), JSON.stringify(placement))
          if (phase !== labelOf(state)) report.violated('OSP-001', 'state', labelOf(state), phase)
        }
      },
    }),
  ],
})
