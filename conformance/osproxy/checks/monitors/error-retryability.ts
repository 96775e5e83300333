import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { isRefusal } from '../state-table.ts'

/** Refusals by state are not to be repeated; a pending barrier and a backend failure are, unless the store said no to the latter. */
export const errorRetryability = check({
  id: 'osproxy/error-retryability',
  kind: 'monitor',
  requirements: ['OSP-113'],
  needs: ['control'],
  explain: 'Every error of a change says whether to repeat it, and says it rightly.',
  monitors: [
    monitor({
      id: 'osproxy/error-retryability',
      start: () => ({ final: false }),
      judge: (memory, { op, params, reply }, report) => {
        if (op === 'fault.arm' && params.retryable === false) memory.final = true
        const { error } = reply
        if (error === undefined || !/^(store|ctl)\./.test(op) || op.endsWith('.state')) return
        const allowed = isRefusal(error.code)
          ? [false]
          : error.code === 'barrier_pending'
            ? [true]
            : error.code === 'backend'
              ? [true, ...(memory.final ? [false] : [])]
              : undefined
        if (allowed === undefined) return
        report.exercised('OSP-113')
        if (!allowed.includes(error.retryable as boolean))
          report.violated(
            'OSP-113',
            'reply',
            `${error.code} with retryable ${allowed.join(' or ')}`,
            JSON.stringify(error),
          )
      },
    }),
  ],
})
