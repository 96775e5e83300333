import type { Setting } from '../../../../machines/model.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { decodeFrame } from '../../../../spec/nodedb/codec.ts'
import { DEFAULT_DIALECT, type Dialect, dialectOf } from '../../../../spec/nodedb/dialect.ts'
import { type Exchange, monitor, type Report } from '../../../judge/monitor.ts'

/** Milliseconds by which a push may be early or late: the clock has no finer grain. */
const grain = 1

/** The rate that a peer asked for. */
interface Limit {
  readonly rate: number
  readonly suggested: bigint
  readonly since: number
  readonly again: boolean
  readonly depth: string
  /** Whether the queue was empty since. */
  emptied: boolean
}

interface Peer {
  limit: Limit | undefined
  released: boolean
  /** Engagements in a row. */
  engagements: number
  /** Times of the pushes since the limit. */
  pushes: number[]
  /** Ids due and not pushed, with the time by which they must be. */
  due: { readonly id: number; readonly by: number }[]
  last: number
  /** Whether a bounded queue may have dropped something. */
  full: boolean
  up: boolean
}

interface Memory {
  readonly peers: Map<string, Peer>
  readonly dialect: Dialect
  readonly usual: number
  readonly most: number
  readonly queueMax: number
  now: number
}

function number(setting: Setting, configuration: JsonObject, name: string, usual: number): number {
  const value = configuration[name] ?? setting.parameters[name]
  return typeof value === 'number' ? value : usual
}

/** What a governor pushes, and when: rates, order, completeness, and what is not delayed. */
export const pace = monitor<Memory>({
  id: 'nodedb/pace',
  start: (configuration, setting) => {
    const dialect = dialectOf(configuration.dialect ?? setting.parameters.dialect)
    return {
      peers: new Map(),
      dialect: typeof dialect === 'string' ? DEFAULT_DIALECT : dialect,
      usual: number(setting, configuration, 'default_rate', 100),
      most: number(setting, configuration, 'unthrottled_rate', Number.POSITIVE_INFINITY),
      queueMax: number(setting, configuration, 'queue_max', 10_000),
      now: 0,
    }
  },
  judge: (memory, exchange, report) => {
    const { op, params, reply } = exchange
    if (!op.startsWith('tg.') || reply.ok === undefined || op === 'tg.state') return
    const peer = typeof params.peer === 'string' ? memory.peers.get(params.peer) : undefined
    if (op === 'tg.attach') memory.peers.set(params.peer as string, fresh())
    if (op === 'tg.enqueue' && peer !== undefined) enqueue(memory, peer, reply.ok, params.count as number, report)
    if (op === 'tg.link' && peer !== undefined) link(peer, params.up === true)
    if (op === 'tg.frame' && peer !== undefined) heed(memory, peer, params.hex as string)
    const before = memory.now
    if (op === 'tg.advance') memory.now += params.ms as number
    const sent = (reply.ok.sent ?? []) as { peer: string; at_ms: number; mutation_id?: string; control?: string }[]
    for (const item of sent) {
      const to = memory.peers.get(item.peer)
      if (to === undefined) continue
      if (item.at_ms < before || item.at_ms > memory.now)
        report.violated('NDB-112', 'timing', `a time from ${before} to ${memory.now}`, `${item.at_ms}`)
      if (item.mutation_id !== undefined) push(memory, to, Number(item.mutation_id), item.at_ms, report)
    }
    if (op === 'tg.control' && peer !== undefined) control(memory, peer, exchange, sent, report)
    for (const each of memory.peers.values()) overdue(memory, each, report)
  },
})

function fresh(): Peer {
  return { limit: undefined, released: false, engagements: 0, pushes: [], due: [], last: 0, full: false, up: true }
}

function link(peer: Peer, up: boolean): void {
  if (peer.up && !up) {
    peer.limit = undefined
    peer.pushes = []
    // A new session starts behind the head; what was queued may be gone.
    peer.due = []
    peer.full = true
  }
  peer.up = up
}

function enqueue(memory: Memory, peer: Peer, { first, last }: JsonObject, count: number, report: Report): void {
  report.exercised('NDB-114')
  if (Number(last) - Number(first) + 1 !== count)
    report.violated('NDB-114', 'value', `${count} ids, dropped ones among them`, `${String(first)} to ${String(last)}`)
  if (!peer.up) return
  for (let id = Number(first); id <= Number(last); id++)
    peer.due.push({ id, by: deadline(memory, peer, peer.due.length + 1) })
  if (peer.due.length > memory.queueMax) peer.full = true
}

/** When the `nth` of the queue must be out: at rate x, n of them within n/x + 1 seconds. */
function deadline(memory: Memory, { limit }: Peer, nth: number): number {
  return memory.now + (nth * 1_000) / (limit?.rate ?? memory.most) + 1_000 + grain
}

function heed(memory: Memory, peer: Peer, hex: string): void {
  const { message } = decodeFrame(Buffer.from(hex, 'hex'), memory.dialect)
  if (message?.type !== 'Throttle' || !peer.up) return
  peer.pushes = []
  peer.released = !message.throttle
  if (message.throttle) {
    const suggested = BigInt(message.suggested_rate)
    const rate = Math.min(suggested === 0n ? memory.usual : Number(suggested), memory.most)
    peer.engagements = peer.limit === undefined ? 1 : peer.engagements + 1
    const again = peer.limit !== undefined
    peer.limit = {
      rate,
      suggested,
      since: memory.now,
      again,
      depth: message.queue_depth,
      emptied: peer.due.length === 0,
    }
  } else peer.limit = undefined
  peer.due = peer.due.map(({ id }, at) => ({ id, by: deadline(memory, peer, at + 1) }))
}

function push(memory: Memory, peer: Peer, id: number, at: number, report: Report): void {
  report.exercised('NDB-111')
  if (id <= peer.last) report.violated('NDB-111', 'effects', `an id above ${peer.last}`, `${id}`)
  const skipped = peer.due.filter((delta) => delta.id < id)
  if (skipped.length > 0 && !peer.full) report.violated('NDB-111', 'effects', `id ${skipped[0]?.id} first`, `${id}`)
  late(memory, peer, peer.due.find((delta) => delta.id === id)?.by, at, report)
  peer.due = peer.due.filter((delta) => delta.id > id)
  if (peer.due.length === 0 && peer.limit !== undefined) peer.limit.emptied = true
  peer.last = Math.max(peer.last, id)
  const { limit } = peer
  if (limit === undefined) return
  peer.pushes.push(at)
  const named = asked(limit, memory, at)
  for (const requirement of named) report.exercised(requirement)
  if (tooFast(peer.pushes, limit.rate)) {
    const text = `at most ${limit.rate} a second, and ${Math.max(1, limit.rate)} at once`
    for (const requirement of asked(limit, memory, at))
      report.violated(requirement, 'effects', text, `${peer.pushes.length} pushes by ${at} ms`)
  }
}

/** Requirements that speak of this limit. */
function asked({ suggested, since, again, depth, emptied }: Limit, memory: Memory, at: number): string[] {
  const named = ['NDB-102', suggested === 0n ? 'NDB-106' : 'NDB-105']
  if (again) named.push('NDB-108')
  if (at - since >= 3_600_000 || emptied) named.push('NDB-103')
  if (depth === '0' || depth === '18446744073709551615') named.push('NDB-109')
  if (Number(suggested) > memory.most || suggested >= 2n ** 53n) named.push('NDB-110')
  return named
}

/** Whether some window holds more than rate times its length and one burst. */
function tooFast(pushes: readonly number[], rate: number): boolean {
  if (!Number.isFinite(rate) || rate > 1e9) return false
  const burst = Math.max(1, rate)
  const last = pushes.length - 1
  const end = pushes[last] as number
  for (let first = last; first >= 0; first--) {
    const seconds = (end - (pushes[first] as number) + grain) / 1_000
    if (last - first + 1 > rate * seconds + burst) return true
  }
  return false
}

/** A delta that still waits at the end of a call. */
function overdue(memory: Memory, peer: Peer, report: Report): void {
  if (peer.up) late(memory, peer, peer.due[0]?.by, memory.now, report)
}

function late(memory: Memory, peer: Peer, by: number | undefined, at: number, report: Report): void {
  if (by === undefined || peer.full) return
  const requirements = slowed(peer)
  for (const requirement of requirements) report.exercised(requirement)
  if (at <= by) return
  const rate = peer.limit?.rate ?? memory.most
  for (const requirement of requirements)
    report.violated(requirement, 'timing', `pushed by ${Math.floor(by)} ms at ${rate} a second`, `not before ${at} ms`)
}

/** Requirements that a peer is not pushed to more slowly. */
function slowed({ limit, released, engagements }: Peer): string[] {
  if (limit === undefined) return released ? (engagements > 1 ? ['NDB-107', 'NDB-108'] : ['NDB-107']) : ['NDB-104']
  const named = ['NDB-112']
  if (limit.suggested === 0n) named.push('NDB-106')
  if (limit.suggested >= 2n ** 53n) named.push('NDB-110')
  if (limit.again) named.push('NDB-108')
  if (limit.depth === '0' || limit.depth === '18446744073709551615') named.push('NDB-109')
  return named
}

function control(
  memory: Memory,
  peer: Peer,
  { params }: Exchange,
  sent: readonly { readonly peer: string; readonly control?: string; readonly at_ms: number }[],
  report: Report,
): void {
  if (!peer.up) return
  report.exercised('NDB-113')
  const found = sent.find((item) => item.peer === params.peer && item.control === params.control)
  if (found === undefined || found.at_ms > memory.now)
    report.violated('NDB-113', 'effects', `${String(params.control)} at once`, JSON.stringify(sent))
}
