import { showReply } from '../../kit/judging/compare.ts'
import { monitor } from '../../kit/judging/monitor.ts'

/** The driver sees to the refusals; this sees to the twins, or refusing everything would do. */
export const served = monitor({
  id: 'osproxy/served',
  start: () => undefined,
  judge: (_, { reply }, report) => {
    if (reply.error?.code === 'invalid_params' || reply.error?.code === 'unsupported_op')
      report.violated('OSP-010', 'reply', 'any other answer: the parameters are well-formed', showReply(reply))
  },
})
