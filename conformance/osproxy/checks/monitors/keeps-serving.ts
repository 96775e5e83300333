import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'

/** After every refusal and fault the next call is answered. Crashes, silences and answers outside the schema end here too. */
export const keepsServing = check({
  id: 'osproxy/keeps-serving',
  kind: 'monitor',
  requirements: ['OSP-120', 'OSP-039'],
  needs: ['store.state'],
  explain: 'No request, refusal or fault keeps the implementation from answering the next call.',
  monitors: [
    monitor({
      id: 'osproxy/keeps-serving',
      start: () => ({ misused: false, step: 0 }),
      judge: (memory, { step, op, reply }, report) => {
        // A gap in the steps is a call with malformed parameters.
        if (memory.misused || step > memory.step + 1) report.exercised('OSP-120', 'partly')
        memory.step = step
        memory.misused = reply.error !== undefined || op === 'fault.arm'
        if (/^(store|ctl)\.(begin|enter|complete|abort)_/.test(op)) {
          report.exercised('OSP-039', 'partly')
          if (reply.unsupported !== undefined)
            report.violated('OSP-039', 'reply', 'success or a typed refusal', `unsupported: ${reply.unsupported}`)
        }
      },
    }),
  ],
})
