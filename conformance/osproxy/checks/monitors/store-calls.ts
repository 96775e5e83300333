import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { changeOf } from '../state-table.ts'

interface Memory {
  /** Expected calls by caller, operation and partition: at least and at most. */
  readonly expected: Map<string, { least: number; most: number }>
  readonly seen: Map<string, number>
  /** Writes by id, with whether they asked the gate. */
  readonly writes: Map<string, { readonly proxy: string; readonly partition: string; asked: boolean }>
  /** Resolves of which a later gate rejected one. */
  readonly rejected: Set<string>
  last: number
  /** Whether faults or lanes make the numbers uncertain. */
  unsure: boolean
}

/** What callers did at the store: one resolve a request, one gate check a write, and no completion while the barrier holds. */
export const storeCalls = check({
  id: 'osproxy/store-calls',
  kind: 'monitor',
  requirements: [
    'OSP-067',
    { id: 'OSP-082', needs: ['fleet'] },
    { id: 'OSP-083', needs: ['fleet'] },
    { id: 'OSP-089', needs: ['fleet'] },
  ],
  needs: ['store.calls'],
  explain:
    'Every request resolves anew and asks the gate anew, a rejected one does not resolve again, and a pending completion does not reach the store.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/store-calls',
      start: () => ({
        expected: new Map(),
        seen: new Map(),
        writes: new Map(),
        rejected: new Set(),
        last: 0,
        unsure: false,
      }),
      judge: (memory, exchange, report) => {
        const { op, params, reply } = exchange
        if (op === 'fault.arm' || op === 'batch.concurrent') memory.unsure = true
        if (op === 'store.calls' && ((params.since as number | undefined) ?? 0) > memory.last) memory.unsure = true
        if (op === 'store.calls' && reply.ok !== undefined) compare(memory, reply.ok.calls as JsonObject[], report)
        else expect(memory, exchange)
      },
    }),
  ],
})

function expect(memory: Memory, { op, params, reply }: Exchange): void {
  const change = changeOf(op, params)
  if (change?.controller !== undefined && change.kind === 'complete_migration') {
    const reached = reply.error?.code === 'barrier_pending' ? 0 : 1
    add(memory, `controller:${change.controller} complete_migration ${change.partition}`, reached, reached)
  }
  const proxy = `proxy:${params.instance}`
  const partition = params.partition as string | undefined
  if ((op === 'proxy.read' || op === 'proxy.write') && partition !== undefined)
    add(memory, `${proxy} resolve ${partition}`, 1, 1)
  if (op === 'proxy.bulk' || op === 'proxy.mget' || op === 'proxy.msearch') {
    const names = (params.items as { partition?: string }[]).flatMap((item) => item.partition ?? [])
    for (const name of new Set(names))
      add(
        memory,
        `${proxy} resolve ${name}`,
        1,
        op === 'proxy.bulk' ? 1 : names.filter((other) => other === name).length,
      )
  }
  if (op === 'proxy.write' && params.mode !== 'async' && partition !== undefined)
    memory.writes.set(params.write_id as string, { proxy, partition, asked: false })
  const write = op === 'proxy.write' || op === 'proxy.resume' ? memory.writes.get(params.write_id as string) : undefined
  if (write !== undefined && reply.ok !== undefined) asks(memory, write, reply.ok)
}

/** A write that is past the gate, or was turned away there, has asked it. */
function asks(
  memory: Memory,
  write: { readonly proxy: string; readonly partition: string; asked: boolean },
  progress: JsonObject,
): void {
  const status = (progress.done as JsonObject | undefined)?.http_status as number | undefined
  const key = `${write.proxy} resolve ${write.partition}`
  if (status === 409) memory.rejected.add(key)
  const past = progress.paused === 'gated' || progress.held !== undefined || status === 409 || (status ?? 500) < 300
  if (!past || write.asked) return
  write.asked = true
  add(memory, `${write.proxy} admit_write ${write.partition}`, 1, Number.POSITIVE_INFINITY)
}

function add({ expected }: Memory, key: string, least: number, most: number): void {
  const row = expected.get(key) ?? { least: 0, most: 0 }
  row.least += least
  row.most += most
  expected.set(key, row)
}

function compare(memory: Memory, calls: readonly JsonObject[], report: Report): void {
  for (const { seq, op, caller, partition } of calls) {
    if ((seq as number) <= memory.last) continue
    memory.last = seq as number
    const key = `${caller} ${op} ${partition}`
    memory.seen.set(key, (memory.seen.get(key) ?? 0) + 1)
  }
  if (memory.unsure) return
  for (const [key, { least, most }] of memory.expected) {
    const count = memory.seen.get(key) ?? 0
    const got = `${count} calls of ${key}`
    const [, op] = key.split(' ')
    const [few, many] =
      op === 'resolve' ? ['OSP-082', 'OSP-089'] : op === 'admit_write' ? ['OSP-083', undefined] : ['OSP-074', 'OSP-067']
    if (few !== 'OSP-074') {
      report.exercised(few)
      if (count < least) report.violated(few, 'effects', `at least ${least}, one a request`, got)
    }
    if (many === undefined || (many === 'OSP-089' && !memory.rejected.has(key))) continue
    report.exercised(many)
    if (count > most) report.violated(many, 'effects', `at most ${most}`, got)
  }
}
