import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'

/** A store that nothing was done to does not fail. */
export const backendOnlyWithFaults = check({
  id: 'osproxy/backend-only-with-faults',
  kind: 'monitor',
  requirements: ['OSP-112'],
  needs: ['store.set'],
  explain: 'No call is answered backend as long as no fault was armed.',
  monitors: [
    monitor({
      id: 'osproxy/backend-only-with-faults',
      start: () => ({ armed: false }),
      judge: (memory, { op, reply }, report) => {
        if (op === 'fault.arm') memory.armed = true
        if (memory.armed || !/^(store|ctl)\./.test(op)) return
        report.exercised('OSP-112')
        if (reply.error?.code === 'backend')
          report.violated('OSP-112', 'reply', 'any answer but backend', JSON.stringify(reply.error))
      },
    }),
  ],
})
