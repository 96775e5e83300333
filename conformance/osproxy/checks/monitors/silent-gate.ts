import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'

interface Memory {
  /** Gate checks that will get no answer, by the instance that they hit. */
  armed: { left: number; readonly instance: number | undefined }[]
  /** Whether another fault may end a request before its gate. */
  unsure: boolean
  readonly resolved: Map<string, number>
  readonly silenced: Set<string>
}

/** A gate that gives no verdict is closed. */
export const silentGate = check({
  id: 'osproxy/silent-gate',
  kind: 'monitor',
  requirements: ['OSP-085'],
  needs: ['fleet', 'faults'],
  explain: 'A write whose gate check gets no answer is answered 503, retryable, and never committed.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/silent-gate',
      start: () => ({ armed: [], unsure: false, resolved: new Map(), silenced: new Set() }),
      judge: (memory, { op, params, reply }, report) => {
        if (op === 'fault.arm') {
          if (params.op !== 'admit_write' && params.op !== 'resolve') return
          if (params.op === 'resolve' || params.mode !== 'unavailable' || params.code !== undefined)
            memory.unsure = true
          else
            memory.armed.push({
              left: (params.count as number | undefined) ?? 1,
              instance: params.instance as number | undefined,
            })
        } else if (op === 'fault.clear') {
          memory.armed = []
          memory.unsure = false
        } else if (op === 'batch.concurrent') memory.unsure = true
        if (op === 'upstream.log') {
          for (const { write_id } of (reply.ok?.commits ?? []) as JsonObject[])
            if (memory.silenced.has(write_id as string))
              report.violated(
                'OSP-085',
                'effects',
                `no commit of ${write_id}: its gate gave no answer`,
                JSON.stringify(reply.ok),
              )
        }
        if (op === 'proxy.bulk') spend(memory, params.instance as number, (params.items as unknown[]).length)
        if ((op !== 'proxy.write' && op !== 'proxy.resume') || reply.ok === undefined) return
        const id = params.write_id as string
        const { done, paused } = reply.ok as { done?: JsonObject; paused?: string }
        if (paused === 'resolved') memory.resolved.set(id, params.instance as number)
        const instance = op === 'proxy.write' ? (params.instance as number) : memory.resolved.get(id)
        const early = done !== undefined && (done.http_status === 404 || done.http_status === 400)
        if (paused === 'resolved' || instance === undefined || early || params.mode === 'async') return
        memory.resolved.delete(id)
        if (!spend(memory, instance, 1) || memory.unsure) return
        memory.silenced.add(id)
        report.exercised('OSP-085')
        if (done?.http_status !== 503 || done.retryable !== true)
          report.violated('OSP-085', 'reply', '503, retryable true', JSON.stringify(reply.ok))
      },
    }),
  ],
})

/** Whether a fault meets the gate checks of this instance; they are used up. */
function spend({ armed }: Memory, instance: number, checks: number): boolean {
  let met = false
  for (let left = checks; left > 0; left--) {
    const fault = armed.find((row) => row.left > 0 && (row.instance === undefined || row.instance === instance))
    if (fault === undefined) break
    fault.left--
    met = true
  }
  return met
}
