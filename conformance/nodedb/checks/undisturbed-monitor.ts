import type { JsonObject } from '../../../spec/json.ts'
import { decodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import { monitor, type Report } from '../../kit/judging/monitor.ts'
import { dialectOfCase } from './dialect-of-case.ts'

/** Milliseconds by which a push may be later: the clock has no finer grain. */
const grain = 1
/** Milliseconds without a push after which a peer is as good as new. */
const rest = 60_000

/** Deltas that became due at once for a free peer at rest, and how long each took. */
interface Round {
  readonly start: number
  readonly count: number
  readonly delays: number[]
  /** Whether another peer was limited. */
  readonly beside: boolean
}

interface Peer {
  limited: boolean
  /** Whether it never asked for a rate, and kept its first session. */
  plain: boolean
  /** When something was last due or pushed. */
  busy: number
  round: Round | undefined
}

interface Memory {
  readonly dialect: Dialect
  readonly peers: Map<string, Peer>
  /** The delays of so many deltas while no peer was limited. */
  readonly usual: Map<number, readonly number[]>
  now: number
}

/** A peer that asked for nothing gets its deltas no later while another one is limited than while none is. */
export const undisturbed = monitor<Memory>({
  id: 'nodedb/undisturbed',
  start: (configuration, setting) => ({
    dialect: dialectOfCase(configuration, setting),
    peers: new Map(),
    usual: new Map(),
    now: 0,
  }),
  judge: (memory, { op, params, reply }, report) => {
    if (!op.startsWith('tg.') || reply.ok === undefined || op === 'tg.state') return
    const peer = typeof params.peer === 'string' ? memory.peers.get(params.peer) : undefined
    if (op === 'tg.attach')
      memory.peers.set(params.peer as string, {
        limited: false,
        plain: true,
        busy: Number.NEGATIVE_INFINITY,
        round: undefined,
      })
    if (op === 'tg.link' && peer !== undefined) {
      peer.plain = false
      peer.round = undefined
      if (params.up !== true) peer.limited = false
    }
    if (op === 'tg.frame' && peer !== undefined) heed(memory, peer, params.hex as string)
    if (op === 'tg.enqueue' && peer !== undefined) begin(memory, peer, params.count as number)
    if (op === 'tg.advance') memory.now += params.ms as number
    for (const item of (reply.ok.sent ?? []) as JsonObject[])
      if (item.mutation_id !== undefined)
        push(memory, memory.peers.get(item.peer as string), item.at_ms as number, report)
    for (const { round } of memory.peers.values()) if (round !== undefined) wait(memory, round, report)
  },
})

function heed(memory: Memory, peer: Peer, hex: string): void {
  const { message } = decodeFrame(Buffer.from(hex, 'hex'), memory.dialect)
  if (message?.type !== 'Throttle') return
  peer.limited = message.throttle
  peer.plain = false
  peer.round = undefined
  // What holds changes in the middle of a round, which then tells nothing.
  for (const other of memory.peers.values()) if (other.round?.beside !== anyLimited(memory)) other.round = undefined
}

function anyLimited({ peers }: Memory): boolean {
  return [...peers.values()].some(({ limited }) => limited)
}

function begin(memory: Memory, peer: Peer, count: number): void {
  const fits = peer.plain && memory.now - peer.busy >= rest
  peer.round = fits ? { start: memory.now, count, delays: [], beside: anyLimited(memory) } : undefined
  peer.busy = memory.now
}

function push(memory: Memory, peer: Peer | undefined, at: number, report: Report): void {
  if (peer === undefined) return
  peer.busy = at
  const { round } = peer
  if (round === undefined) return
  const { start, count, delays, beside } = round
  delays.push(at - start)
  if (beside) compare(memory, round, delays.length - 1, at, report)
  if (delays.length < count) return
  if (!beside) memory.usual.set(count, delays)
  peer.round = undefined
}

/** A delta that still waits at the end of a call. */
function wait(memory: Memory, round: Round, report: Report): void {
  if (round.beside) compare(memory, round, round.delays.length, memory.now, report)
}

function compare(memory: Memory, { start, count }: Round, nth: number, at: number, report: Report): void {
  const usual = memory.usual.get(count)?.[nth]
  if (usual === undefined) return
  report.exercised('NDB-104')
  if (at > start + usual + grain)
    report.violated('NDB-104', 'timing', `delta ${nth + 1} of ${count} after ${usual} ms`, `after ${at - start} ms`)
}
