import { decodeFrame } from '../../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../../spec/nodedb/dialect.ts'
import type { Throttle } from '../../../../spec/nodedb/messages.types.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { dialectOfCase } from '../dialect-of-case.ts'
import { number } from '../number.ts'

interface Memory {
  readonly dialect: Dialect
  readonly high: number
  readonly low: number
  readonly update_ms: number
  depth: number
  up: boolean
  now: number
  /** Whether the server holds back; undefined where only a requester that keeps a SHOULD has told it. */
  engaged: boolean | undefined
  /** What the server was told last in this connection, and when. */
  last: { readonly said: Throttle; readonly at: number } | undefined
}

/** What a requester announces, against the depth of its queue: without charts. */
export const announcements = check({
  id: 'nodedb/announcements',
  kind: 'monitor',
  requirements: ['NDB-096', 'NDB-097', 'NDB-098', 'NDB-099'],
  needs: ['tq.depth'],
  explain:
    'A requester engages at the high mark, releases at the low one, tells its depth, and repeats itself only when something changed.',
  monitors: [
    monitor<Memory>({
      id: 'nodedb/announcements',
      start: (configuration, setting) => ({
        dialect: dialectOfCase(configuration, setting),
        high: number(setting, configuration, 'high', 8_000),
        low: number(setting, configuration, 'low', 2_000),
        update_ms: number(setting, configuration, 'update_ms', 1_000),
        depth: 0,
        up: true,
        now: 0,
        engaged: false,
        last: undefined,
      }),
      judge: (memory, { op, params, reply }, report) => {
        if (!op.startsWith('tq.') || reply.ok === undefined || op === 'tq.state') return
        if (op === 'tq.depth') memory.depth = params.depth as number
        if (op === 'tq.advance') memory.now += params.ms as number
        if (op === 'tq.link' && memory.up !== params.up) {
          memory.up = params.up === true
          memory.last = undefined
          if (memory.up) memory.engaged = stillEngaged(memory)
        }
        const { depth, up, high, low, engaged } = memory
        const told = (reply.ok.frames as string[]).map(
          (hex) => decodeFrame(Buffer.from(hex, 'hex'), memory.dialect).message,
        )
        const said = told.flatMap((message) => (message?.type === 'Throttle' ? [message] : []))
        if (op === 'tq.depth' && up) {
          const due =
            depth >= high && engaged === false ? 'NDB-096' : depth <= low && engaged === true ? 'NDB-098' : undefined
          if (due !== undefined) {
            report.exercised(due)
            const wanted = due === 'NDB-096'
            if (!said.some(({ throttle }) => throttle === wanted))
              report.violated(due, 'frames', `throttle ${wanted} at depth ${depth}`, JSON.stringify(said))
          }
        }
        for (const each of said) {
          report.exercised('NDB-097')
          if (each.queue_depth !== `${depth}`) report.violated('NDB-097', 'frames', `depth ${depth}`, each.queue_depth)
          repeats(memory, each, (allowed, got) => report.violated('NDB-099', 'frames', allowed, got))
          memory.last = { said: each, at: memory.now }
          memory.engaged = each.throttle
        }
        // That nothing is told between the marks is for the charts.
        if (engaged !== undefined && up) report.exercised('NDB-099', 'partly')
      },
    }),
  ],
})

function stillEngaged({ depth, high, low, engaged }: Memory): boolean | undefined {
  return depth <= low || (depth < high && engaged === false) ? false : undefined
}

/** Values alternate; the same one comes again for a reason, and not at once. */
function repeats(
  { last, now, update_ms, depth, high, low }: Memory,
  { throttle, queue_depth, suggested_rate }: Throttle,
  violated: (allowed: string, got: string) => void,
): void {
  if (last === undefined) {
    if (throttle ? depth <= low : depth >= high)
      violated(`throttle ${!throttle}, or nothing, at depth ${depth}`, `throttle ${throttle}`)
    return
  }
  const { said, at } = last
  if (said.throttle !== throttle) return
  if (!throttle || (said.queue_depth === queue_depth && said.suggested_rate === suggested_rate))
    violated('nothing: depth and rate are as they were told', `throttle ${throttle} again`)
  else if (now - at < update_ms)
    violated(`nothing for ${update_ms} ms`, `throttle ${throttle} again after ${now - at} ms`)
}
