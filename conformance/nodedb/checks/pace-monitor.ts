import type { JsonObject } from '../../../spec/json.ts'
import { decodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import { type Exchange, monitor, type Report } from '../../kit/judging/monitor.ts'
import { dialectOfCase } from './dialect-of-case.ts'
import { number } from './number.ts'

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

/** A delta that waits, and the time by which it must be pushed. */
interface Due {
  readonly id: number
  readonly by: number
  /** Whether it was there when the queue may have overflowed. */
  overflown: boolean
}

interface Peer {
  limit: Limit | undefined
  /** The limit of an earlier session, which may still hold. */
  kept: Limit | undefined
  released: boolean
  /** Whether a throttle or a release came twice. */
  repeated: boolean
  /** The rates since the peer was last free, and the pushes since then, each at the `nth` of the rates. */
  rates: number[]
  pushes: { readonly at: number; readonly nth: number }[]
  /** Ids of this session that were not pushed. */
  due: Due[]
  /** How many of them an overflow may have dropped. */
  spare: number
  /** The highest ids issued, issued before this session, and pushed. */
  issued: number
  before: number
  last: number
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

/** What a governor pushes, and when: rates, order, completeness, and what is not delayed. */
export const pace = monitor<Memory>({
  id: 'nodedb/pace',
  start: (configuration, setting) => ({
    peers: new Map(),
    dialect: dialectOfCase(configuration, setting),
    usual: number(setting, configuration, 'default_rate', 100),
    most: number(setting, configuration, 'unthrottled_rate', Number.POSITIVE_INFINITY),
    queueMax: number(setting, configuration, 'queue_max', 10_000),
    now: 0,
  }),
  judge: (memory, exchange, report) => {
    const { op, params, reply } = exchange
    if (!op.startsWith('tg.') || reply.ok === undefined || op === 'tg.state') return
    const peer = typeof params.peer === 'string' ? memory.peers.get(params.peer) : undefined
    if (op === 'tg.attach') memory.peers.set(params.peer as string, fresh())
    if (op === 'tg.enqueue' && peer !== undefined) enqueue(memory, peer, reply.ok, params.count as number, report)
    if (op === 'tg.link' && peer !== undefined) link(peer, params.up === true)
    if (op === 'tg.frame' && peer !== undefined) heed(memory, peer, params.hex as string, report)
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
  return {
    limit: undefined,
    kept: undefined,
    released: false,
    repeated: false,
    rates: [],
    pushes: [],
    due: [],
    spare: 0,
    issued: 0,
    before: 0,
    last: 0,
    up: true,
  }
}

/** A new session starts behind the head; what was queued may be gone. */
function link(peer: Peer, up: boolean): void {
  if (peer.up && !up) {
    peer.kept = peer.limit ?? peer.kept
    peer.limit = undefined
    peer.released = false
    peer.repeated = false
    peer.due = []
    peer.spare = 0
    peer.before = peer.issued
  }
  peer.up = up
}

function enqueue(memory: Memory, peer: Peer, { first, last }: JsonObject, count: number, report: Report): void {
  report.exercised('NDB-114')
  if (Number(last) - Number(first) + 1 !== count)
    report.violated('NDB-114', 'value', `${count} ids, dropped ones among them`, `${String(first)} to ${String(last)}`)
  peer.issued = Math.max(peer.issued, Number(last))
  if (!peer.up) {
    peer.before = peer.issued
    return
  }
  for (let id = Number(first); id <= Number(last); id++)
    peer.due.push({ id, by: deadline(memory, peer, waiting(peer) + 1), overflown: false })
  const beyond = waiting(peer) - memory.queueMax
  if (beyond <= 0) return
  for (const delta of peer.due) delta.overflown = true
  peer.spare = Math.max(peer.spare, beyond)
}

/** The most that may be queued. Deltas of an earlier session may still be there until one of this session is pushed. */
function waiting({ due, before, last }: Peer): number {
  return due.length + Math.max(0, before - last)
}

/** When the `nth` of the queue must be out: at rate x, n of them within n/x + 1 seconds. */
function deadline(memory: Memory, { limit, kept }: Peer, nth: number): number {
  return memory.now + (nth * 1_000) / ((limit ?? kept)?.rate ?? memory.most) + 1_000 + grain
}

function heed(memory: Memory, peer: Peer, hex: string, report: Report): void {
  const { message } = decodeFrame(Buffer.from(hex, 'hex'), memory.dialect)
  if (message?.type !== 'Throttle' || !peer.up) return
  const again = peer.limit !== undefined
  peer.kept = undefined
  if (message.throttle) {
    const suggested = BigInt(message.suggested_rate)
    if (suggested === 0n) report.exercised('NDB-106')
    if (suggested === 0n && memory.usual >= memory.most)
      report.violated('NDB-106', 'effects', `a default rate below ${memory.most}`, `${memory.usual}`)
    const asked = suggested === 0n ? memory.usual : Number(suggested)
    const rate = Math.min(asked, memory.most)
    peer.repeated = again
    peer.released = false
    peer.limit = {
      rate,
      suggested,
      since: memory.now,
      again,
      depth: message.queue_depth,
      emptied: peer.due.length === 0,
    }
    if (!again) freed(peer)
    peer.rates.push(rate)
  } else {
    peer.repeated ||= !again
    peer.released = true
    peer.limit = undefined
  }
  const earlier = waiting(peer) - peer.due.length
  peer.due = peer.due.map((delta, at) => ({ ...delta, by: deadline(memory, peer, earlier + at + 1) }))
}

/** What was pushed to a free peer counts for no rate. */
function freed(peer: Peer): void {
  peer.rates = []
  peer.pushes = []
}

function push(memory: Memory, peer: Peer, id: number, at: number, report: Report): void {
  report.exercised('NDB-111')
  if (id <= peer.last) report.violated('NDB-111', 'effects', `an id above ${peer.last}`, `${id}`)
  if (id > peer.issued) report.violated('NDB-111', 'effects', `an id up to ${peer.issued}`, `${id}`)
  const skipped = peer.due.filter((delta) => delta.id < id)
  if (skipped.length > peer.spare || skipped.some(({ overflown }) => !overflown))
    report.violated('NDB-111', 'effects', `${lost(peer)}, then id ${skipped[0]?.id}`, `${id}`)
  late(memory, peer, peer.due.find((delta) => delta.id === id)?.by, at, report)
  peer.due = peer.due.filter((delta) => delta.id > id)
  const overflown = peer.due.filter((delta) => delta.overflown).length
  peer.spare = Math.min(Math.max(0, peer.spare - skipped.length), overflown)
  if (peer.due.length === 0 && peer.limit !== undefined) peer.limit.emptied = true
  peer.last = Math.max(peer.last, id)
  const { limit } = peer
  if (limit === undefined) return
  peer.pushes.push({ at, nth: peer.rates.length - 1 })
  const named = asked(limit, memory, at)
  for (const requirement of named) report.exercised(requirement)
  const exceeded = tooFast(peer)
  if (exceeded === undefined) return
  const text = `at most ${exceeded.rate} a second, and ${Math.max(1, exceeded.rate)} at once`
  for (const requirement of named)
    report.violated(requirement, 'effects', text, `${exceeded.pushes} pushes from ${exceeded.from} to ${at} ms`)
}

function lost({ spare }: Peer): string {
  return spare === 0 ? 'nothing lost' : `at most ${spare} lost by an overflow`
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

/**
 * A window up to the last push that holds more than rate times its length and one burst. A rate that was replaced within the
 * window counts where it is the higher one: an allowance may outlast it, but is not renewed.
 */
function tooFast({ pushes, rates }: Peer): { rate: number; pushes: number; from: number } | undefined {
  const end = pushes.at(-1)?.at ?? 0
  let rate = 0
  let nth = rates.length
  for (let first = pushes.length - 1; first >= 0; first--) {
    const from = pushes[first] as Peer['pushes'][number]
    while (nth > from.nth) rate = Math.max(rate, rates[--nth] as number)
    if (!(rate <= 1e9)) return undefined
    const count = pushes.length - first
    if (count > (rate * (end - from.at + grain)) / 1_000 + Math.max(1, rate))
      return { rate, pushes: count, from: from.at }
  }
  return undefined
}

/** Deltas that still wait at the end of a call, but for as many as an overflow may have dropped. */
function overdue(memory: Memory, peer: Peer, report: Report): void {
  if (!peer.up) return
  const over = peer.due.filter(({ by }) => by < memory.now)
  const missed = over.find(({ overflown }) => !overflown) ?? (over.length > peer.spare ? over[0] : undefined)
  late(memory, peer, (missed ?? peer.due.find(({ by }) => by >= memory.now))?.by, memory.now, report)
}

function late(memory: Memory, peer: Peer, by: number | undefined, at: number, report: Report): void {
  if (by === undefined) return
  const requirements = slowed(peer)
  for (const requirement of requirements) report.exercised(requirement)
  if (at <= by) return
  const rate = (peer.limit ?? peer.kept)?.rate ?? memory.most
  for (const requirement of requirements)
    report.violated(requirement, 'timing', `pushed by ${Math.floor(by)} ms at ${rate} a second`, `not before ${at} ms`)
}

/** Requirements that a peer is not pushed to more slowly. */
function slowed({ limit, kept, released, repeated }: Peer): string[] {
  if (limit === undefined && released) return repeated ? ['NDB-107', 'NDB-108'] : ['NDB-107']
  if (limit === undefined) return [kept === undefined ? 'NDB-104' : 'NDB-112']
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
  // Nothing delays the frames of a free peer.
  if (!peer.up || peer.limit === undefined) return
  report.exercised('NDB-113')
  const found = sent.find((item) => item.peer === params.peer && item.control === params.control)
  if (found === undefined || found.at_ms > memory.now)
    report.violated('NDB-113', 'effects', `${String(params.control)} at once`, JSON.stringify(sent))
}
