import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { type Known, Observed } from '../observed.ts'

interface Outage {
  left: number
  readonly retryable: boolean
  readonly instance: number | undefined
}

interface Policy {
  readonly limit: number
  readonly base: bigint
  readonly cap: bigint
}

interface Memory {
  readonly observed: Observed
  readonly policy: Policy
  outages: Outage[]
  /** False once calls may have met outages that answers do not tell of. */
  sure: boolean
}

/** How one resolve must go: reads, waits in between, and whether it fails, retryably or for good. */
interface Course {
  readonly attempts: number
  readonly waits: readonly string[]
  readonly failure: 'retryable' | 'final' | undefined
  readonly outage: boolean
}

/** Only a momentary outage is asked again, a bounded number of times, after waits that double up to a cap. */
export const backoff = check({
  id: 'osproxy/backoff',
  kind: 'monitor',
  requirements: ['OSP-097', 'OSP-098', 'OSP-099', 'OSP-100'],
  needs: ['fleet', 'faults', 'store.state'],
  explain:
    'The number of store reads, the waits between them and the final answer follow the retry policy on every path that resolves.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/backoff',
      start: (configuration, setting) => ({
        observed: new Observed(setting),
        policy: policyOf(configuration.retry as JsonObject | undefined),
        outages: [],
        sure: true,
      }),
      judge: (memory, exchange, report) => {
        const { op, params, reply } = exchange
        memory.observed.see(exchange)
        // An instance that does not exist resolves nothing.
        if (reply.error?.code === 'invalid_params') return
        if (op === 'fault.arm' && params.op === 'resolve') arm(memory, params)
        else if (op === 'fault.clear') {
          memory.outages = []
          memory.sure = true
        } else if (op === 'batch.concurrent') memory.sure = false
        else if (op === 'proxy.write' || op === 'proxy.read') single(memory, exchange, report)
        else if (op === 'proxy.bulk' || op === 'proxy.mget' || op === 'proxy.msearch') several(memory, exchange, report)
      },
    }),
  ],
})

function policyOf(retry: JsonObject | undefined): Policy {
  return {
    limit: Math.max(1, (retry?.max_attempts as number | undefined) ?? 3),
    base: BigInt((retry?.base_backoff_ns as string | undefined) ?? 50_000_000),
    cap: BigInt((retry?.max_backoff_ns as string | undefined) ?? 1_000_000_000),
  }
}

function arm(memory: Memory, { mode, code, count = 1, retryable = true, instance }: JsonObject): void {
  if (mode !== 'unavailable' || code !== undefined) memory.sure = false
  else
    memory.outages.push({
      left: count as number,
      retryable: retryable as boolean,
      instance: instance as number | undefined,
    })
}

/** Plays one resolve of an instance against the armed outages. */
function course({ outages, policy }: Memory, instance: number): Course {
  const waits: string[] = []
  for (let attempts = 1; ; attempts++) {
    const met = outages.find(({ left, instance: only }) => left > 0 && (only === undefined || only === instance))
    if (met === undefined) return { attempts, waits, failure: undefined, outage: attempts > 1 }
    met.left--
    if (!met.retryable) return { attempts, waits, failure: 'final', outage: true }
    if (attempts === policy.limit) return { attempts, waits, failure: 'retryable', outage: true }
    const doubled = policy.base << BigInt(attempts - 1)
    waits.push(`${doubled < policy.cap ? doubled : policy.cap}`)
  }
}

function single(memory: Memory, { op, params, reply }: Exchange, report: Report): void {
  const told = (op === 'proxy.read' ? (reply.ok ?? reply.error) : (reply.ok?.done ?? undefined)) as
    | JsonObject
    | undefined
  const partition = params.partition as string | undefined
  if (partition === undefined) {
    if (told === undefined) return
    report.exercised('OSP-099')
    if (told.attempts !== 0 || told.code !== 'partition_unresolved' || told.http_status !== 400)
      report.violated('OSP-099', 'reply', '400 partition_unresolved without a store read', JSON.stringify(told))
    return
  }
  const expected = course(memory, params.instance as number)
  if (!memory.sure) return
  const known = memory.observed.of(partition).now
  if (told !== undefined) effort(expected, told, report)
  // A stamp shows that the partition was resolved, whatever came of it at the gate.
  const resolved = op === 'proxy.write' && told?.epoch !== undefined
  verdict(
    expected,
    known,
    resolved ? undefined : (told?.code as string | undefined),
    told?.http_status,
    told?.retryable,
    JSON.stringify(reply),
    report,
  )
}

function effort({ attempts, waits, failure, outage }: Course, told: JsonObject, report: Report): void {
  const got = JSON.stringify({ attempts: told.attempts ?? null, waits_ns: told.waits_ns ?? null })
  const reads = failure === 'final' || !outage ? 'OSP-099' : 'OSP-097'
  if (outage || failure !== undefined || told.code === 'placement_missing') {
    report.exercised(reads)
    if (told.attempts !== attempts) report.violated(reads, 'timing', `${attempts} store reads`, got)
  }
  report.exercised('OSP-098')
  if (JSON.stringify(told.waits_ns) !== JSON.stringify(waits))
    report.violated('OSP-098', 'timing', `waits ${JSON.stringify(waits)}`, got)
}

/** Whether one request, or one item, ends as the outages demand. */
function verdict(
  { failure, outage }: Course,
  known: Known['now'],
  code: string | undefined,
  status: unknown,
  retryable: unknown,
  got: string,
  report: Report,
): void {
  const unavailable = code === 'placement_backend_unavailable'
  if (failure === undefined) {
    if (known === 'absent') {
      report.exercised('OSP-099')
      if (code !== 'placement_missing' || status !== 404)
        report.violated('OSP-099', 'reply', '404 placement_missing', got)
    } else if (outage && known !== undefined) {
      report.exercised('OSP-097')
      if (unavailable) report.violated('OSP-097', 'reply', 'an answer: the outage is shorter than the attempts', got)
    }
    return
  }
  const requirement = failure === 'final' ? 'OSP-099' : 'OSP-100'
  report.exercised(requirement)
  if (failure === 'retryable') report.exercised('OSP-097')
  if (code === undefined) {
    report.violated(requirement, 'reply', '503 placement_backend_unavailable, after no further attempt', got)
    if (failure === 'retryable') report.violated('OSP-097', 'reply', 'no further attempt', got)
  } else if (!unavailable || status !== 503 || retryable !== (failure === 'retryable')) {
    const allowed = `503 placement_backend_unavailable, retryable ${failure === 'retryable'}`
    report.violated(requirement, 'reply', allowed, got)
  }
}

/**
 * A bulk resolves once for each partition; a multi-read is judged where each partition is asked for once. After a resolve that
 * failed, the next item of the partition may be resolved anew, and nothing more can be told.
 */
function several(memory: Memory, { op, params, reply }: Exchange, report: Report): void {
  const items = params.items as { partition?: string }[]
  const names = items.flatMap(({ partition }) => partition ?? [])
  const distinct = [...new Set(names)]
  if (op !== 'proxy.bulk' && distinct.length < names.length && memory.outages.some(({ left }) => left > 0))
    memory.sure = false
  const courses = new Map(distinct.map((name) => [name, course(memory, params.instance as number)]))
  if (!memory.sure || reply.ok === undefined) return
  const told = ((reply.ok.done as JsonObject | undefined)?.items ?? reply.ok.items) as JsonObject[] | undefined
  const failedBefore = new Set<string>()
  if (
    distinct.some(
      (name) => courses.get(name)?.failure !== undefined && names.filter((other) => other === name).length > 1,
    )
  )
    memory.sure = false
  for (const [at, { partition }] of items.entries()) {
    if (partition === undefined || failedBefore.has(partition)) continue
    if (courses.get(partition)?.failure !== undefined) failedBefore.add(partition)
    if (!memory.sure && failedBefore.size > 1) break
    const expected = courses.get(partition)
    const item = told?.[at]
    if (expected === undefined || item === undefined) continue
    if (!expected.outage || memory.observed.entry(partition) === undefined) continue
    const failed = item.code === 'placement_backend_unavailable' || item.code === 'placement_missing'
    report.exercised('OSP-097')
    if (failed !== (expected.failure !== undefined))
      report.violated(
        'OSP-097',
        'reply',
        failed ? 'an answer: the outage is shorter than the attempts' : 'no further attempt',
        JSON.stringify(item),
      )
  }
}
