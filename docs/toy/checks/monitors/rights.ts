import { check } from '../../../../conformance/kit/check.ts'
import { monitor } from '../../../../conformance/kit/judging/monitor.ts'

/** What one side may believe. Bytes are read by hand, and no chart is asked. */
interface Memory {
  readonly taker: boolean
  /** Number of the last OFFER that a taker had to take. */
  taken: number
  entitled: boolean
  restarted: boolean
}

/** Only who was given the baton holds it, and whoever offers it has let go. Watches every case of the others. */
export const rights = check({
  id: 'toy/rights',
  kind: 'monitor',
  requirements: [
    'TOY-003',
    { id: 'TOY-004', needs: ['taker', 'restart'] },
    { id: 'TOY-006', needs: ['taker'] },
    { id: 'TOY-008', needs: ['giver'] },
  ],
  needs: ['deliver', 'state'],
  explain: 'Only who was given the baton holds it, and whoever offers it has let go.',
  monitors: [
    monitor<Memory>({
      id: 'toy/entitlement',
      start: ({ role }) => ({ taker: role === 'taker', taken: 0, entitled: false, restarted: false }),
      judge(memory, { op, params, reply }, report) {
        if (op === 'deliver') report.exercised('TOY-003')
        if (reply.ok === undefined) return
        if (op === 'restart') memory.restarted = true
        if (op === 'put_down' || op === 'offer') memory.entitled = false
        if (op === 'pick_up') memory.entitled = true
        if (op === 'deliver' && memory.taker) {
          const seq = Number.parseInt(String(params.frame).slice(2, 6), 16)
          if (!memory.entitled && seq > memory.taken) Object.assign(memory, { entitled: true, taken: seq })
        }
        if (op !== 'state') return
        const requirement = !memory.taker ? 'TOY-008' : memory.restarted ? 'TOY-004' : 'TOY-006'
        report.exercised(requirement)
        if (reply.ok.state === 'holding' && !memory.entitled)
          report.violated(requirement, 'state', 'not holding', 'holding')
      },
    }),
  ],
})
