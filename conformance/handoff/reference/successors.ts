import type { Failure, Hooks, Snapshot } from '../../../spec/handoff/adapter.types.ts'
import type { HandoffId, Message } from '../../../spec/handoff/messages.types.ts'
import type { Channel, Input } from './channels.ts'
import { VERSIONS } from './codec.ts'
import type { Directory, Host, Timer } from './host.ts'
import type { Incumbent } from './incumbents.ts'
import type { LockRefusal } from './locks.ts'
import type { Parts } from './parts.ts'

export type SuccessorState = 'start' | 'await_ack' | 'await_begin' | 'begun' | 'locked' | 'announced' | 'ended'

/** A process that was started to take over. */
export interface Successor {
  readonly host: Host
  readonly directory: Directory
  readonly hooks: Hooks
  /** Listeners without which it does not serve; undefined for those that its environment names. */
  readonly needs: readonly string[] | undefined
  state: SuccessorState
  /** Listeners that can be taken, and those that were. */
  readonly listeners: Set<string>
  readonly taken: Set<string>
  channel: Channel | undefined
  /** As hex. */
  buildId: string
  id: HandoffId | undefined
  /** The call that waits for input. */
  waiting: ((end: SuccessorEnd) => void) | undefined
  heartbeats: Timer | undefined
  silence: Timer | undefined
  /** What it becomes. */
  incumbent: Incumbent | undefined
}

/** How a call of a successor ended. */
export type SuccessorEnd = { readonly failure?: Failure; readonly reason?: string }

/** A call that was refused, or failed. */
export interface SuccessorRefusal {
  readonly code: Failure
  readonly holder_pid?: number
}

/** Successors from their start until they are incumbents. */
export interface Successors {
  create(origin: Pick<Successor, 'host' | 'directory' | 'hooks' | 'needs'>): Successor
  /** Finds its role, sends Hello and waits for HelloAck; the refusal of a call whose turn it is not. */
  handshake(successor: Successor, buildId: string, then: (end: SuccessorEnd) => void): SuccessorRefusal | undefined
  waitForBegin(successor: Successor, then: (end: SuccessorEnd) => void): SuccessorRefusal | undefined
  /** Takes input as long as it is wanted. */
  pump(successor: Successor): void
  take(successor: Successor, input: Input): void
  acknowledged(successor: Successor, message: Message): void
  begun(successor: Successor, message: Message): void
  /** Whether it reads its stream between Begin and Ready. */
  listens(successor: Successor): boolean
  /** What comes between Begin and Ready, where it listens. */
  meanwhile(successor: Successor, input: Input): void
  takeListener(successor: Successor, name: string): boolean | SuccessorRefusal
  acquire(successor: Successor): LockRefusal | SuccessorRefusal | undefined
  beat(successor: Successor, on: boolean): SuccessorRefusal | undefined
  announce(successor: Successor, snapshot: Snapshot, bind: boolean, then: (refusal?: SuccessorRefusal) => void): void
  /** Whether it has every listener that it needs (HOF-160). */
  complete(successor: Successor): boolean
  /** Becomes the incumbent. */
  succeed(successor: Successor, bind: boolean, then: (refusal?: SuccessorRefusal) => void): void
  /** Whether it goes on as incumbent though its Ready could not be written (HOF-139). */
  goesOnUnheard(): boolean
  watch(successor: Successor): void
  /** It ends with an exit code that is not 0. */
  fail(successor: Successor, failure: Failure, reason?: string): void
}

const outOfOrder: SuccessorRefusal = { code: 'out_of_order' }

export function createSuccessors(parts: Parts): Successors {
  const inside = ({ state }: Successor): boolean => state === 'begun' || state === 'locked'
  return {
    create: (origin) => ({
      ...origin,
      state: 'start',
      listeners: new Set(),
      taken: new Set(),
      channel: undefined,
      buildId: '',
      id: undefined,
      waiting: undefined,
      heartbeats: undefined,
      silence: undefined,
      incumbent: undefined,
    }),
    handshake: (successor, buildId, then) => {
      if (successor.state !== 'start') return outOfOrder
      const { host } = successor
      host.reach('n-before-handshake')
      successor.state = 'await_ack'
      successor.buildId = buildId
      successor.waiting = then
      const found = parts.environments.detect(host, host.environment)
      if (found.error !== undefined) {
        parts.successors.fail(successor, found.error)
        return undefined
      }
      for (const [name, number] of found.listeners)
        if (parts.environments.isListener(host, number)) successor.listeners.add(name)
      if (found.control === undefined) {
        parts.successors.fail(successor, 'missing_env')
        return undefined
      }
      const channel = parts.channels.open(host, host.inherited(found.control))
      successor.channel = channel
      channel.stream.onReadable(() => parts.successors.pump(successor))
      const hello: Message = {
        type: 'Hello',
        role: 'Successor',
        pid: host.pid,
        build_id: buildId,
        proto_min: VERSIONS.min,
        proto_max: VERSIONS.max,
        capabilities: { reserved: '0' },
      }
      parts.channels.send(channel, hello, (failure) => {
        if (failure !== undefined) parts.successors.fail(successor, failure)
        else parts.successors.pump(successor)
      })
      return undefined
    },
    waitForBegin: (successor, then) => {
      if (successor.state !== 'await_begin' || successor.waiting !== undefined) return outOfOrder
      successor.waiting = then
      parts.successors.watch(successor)
      parts.successors.pump(successor)
      return undefined
    },
    pump: (successor) => {
      const { channel } = successor
      while (channel !== undefined && (successor.waiting !== undefined || parts.successors.listens(successor))) {
        const input = parts.channels.next(channel)
        if (input === undefined) return
        parts.successors.take(successor, input)
      }
    },
    take: (successor, input) => {
      if (inside(successor)) return parts.successors.meanwhile(successor, input)
      if (input.refused !== undefined) return parts.successors.fail(successor, input.refused)
      if (successor.state === 'await_ack') parts.successors.acknowledged(successor, input.message)
      else parts.successors.begun(successor, input.message)
    },
    acknowledged: (successor, message) => {
      if (message.type !== 'HelloAck') return parts.successors.fail(successor, 'unexpected_message')
      const chosen = message.proto_version_chosen
      const spoken = parts.codec.negotiate(VERSIONS, { min: chosen, max: chosen }) !== undefined
      // HOF-050
      if (parts.settings.strict() && !spoken) return parts.successors.fail(successor, 'version_mismatch')
      if (successor.channel !== undefined) parts.channels.agree(successor.channel, chosen)
      successor.id = message.handoff_id
      successor.state = 'await_begin'
      const told = successor.waiting
      successor.waiting = undefined
      successor.host.reach('n-after-handshake')
      told?.({})
    },
    begun: (successor, message) => {
      switch (message.type) {
        case 'Heartbeat':
          return
        case 'Abort':
          return parts.successors.fail(successor, 'aborted', message.reason)
        case 'Begin': {
          if (message.handoff_id !== successor.id) return parts.successors.fail(successor, 'protocol')
          successor.state = 'begun'
          const told = successor.waiting
          successor.waiting = undefined
          successor.host.reach('n-after-begin')
          parts.successors.watch(successor)
          told?.({})
          return
        }
        default:
          return parts.successors.fail(successor, 'unexpected_message')
      }
    },
    listens: (successor) => parts.settings.strict() && inside(successor),
    meanwhile: (successor, input) => {
      if (input.message?.type === 'Abort') return parts.successors.fail(successor, 'aborted', input.message.reason)
      if (input.refused === undefined) return
      // Who has the lock goes on without its supervisor.
      if (successor.state === 'begun') parts.successors.fail(successor, input.refused)
      else successor.heartbeats?.cancel()
    },
    takeListener: (successor, name) => {
      if (!inside(successor)) return outOfOrder
      if (!successor.listeners.delete(name)) return false
      successor.taken.add(name)
      return true
    },
    acquire: (successor) => {
      if (successor.state !== 'begun') return outOfOrder
      const refusal = parts.locks.take(successor.host, successor.directory)
      if (refusal !== undefined) {
        parts.successors.fail(successor, refusal.code)
        return refusal
      }
      successor.state = 'locked'
      return undefined
    },
    beat: (successor, on) => {
      if (!inside(successor) || successor.channel === undefined) return outOfOrder
      successor.heartbeats?.cancel()
      successor.heartbeats = on ? parts.heartbeats.start(successor.channel) : undefined
      return undefined
    },
    announce: (successor, snapshot, bind, then) => {
      const { host, channel, id } = successor
      if (successor.state !== 'locked' || channel === undefined || id === undefined) return then(outOfOrder)
      host.reach('n-before-announce-ready')
      successor.heartbeats?.cancel()
      if (!parts.successors.complete(successor)) {
        parts.successors.fail(successor, 'listeners_missing')
        return then({ code: 'listeners_missing' })
      }
      parts.channels.send(channel, { type: 'Ready', handoff_id: id, ...snapshot }, (failure) => {
        if (failure !== undefined && !(failure === 'io' && parts.successors.goesOnUnheard())) {
          parts.successors.fail(successor, failure)
          return then({ code: failure })
        }
        if (failure === undefined) host.reach('n-after-ready-sent')
        parts.successors.succeed(successor, bind, then)
      })
    },
    complete: ({ needs, listeners, taken }) =>
      needs === undefined || needs.every((name) => listeners.has(name) || taken.has(name)),
    succeed: (successor, bind, then) => {
      const { host, directory, hooks, buildId, taken, channel } = successor
      successor.state = 'announced'
      successor.silence?.cancel()
      const incumbent = parts.incumbents.create({ host, directory, hooks, buildId })
      successor.incumbent = incumbent
      incumbent.holdsLock = true
      for (const name of taken) incumbent.consumer.listeners.add(name)
      parts.consumers.open(incumbent.consumer)
      if (channel !== undefined) parts.channels.close(channel)
      if (bind) parts.incumbents.bind(incumbent, (code) => then(code === undefined ? undefined : { code }))
      else then()
    },
    goesOnUnheard: () => parts.settings.strict(),
    watch: (successor) => {
      const { host, channel } = successor
      if (!parts.settings.strict() || channel === undefined) return
      successor.silence?.cancel()
      const rest = channel.heardAt + parts.settings.liveness() - host.now()
      successor.silence = host.after(Math.max(rest, 0), () => {
        parts.successors.pump(successor)
        if (successor.state !== 'await_begin' && successor.state !== 'begun') return
        if (host.now() - channel.heardAt < parts.settings.liveness()) return parts.successors.watch(successor)
        parts.successors.fail(successor, 'timeout')
      })
    },
    fail: (successor, failure, reason) => {
      const told = successor.waiting
      successor.waiting = undefined
      successor.state = 'ended'
      successor.heartbeats?.cancel()
      successor.silence?.cancel()
      told?.({ failure, ...(reason === undefined ? {} : { reason }) })
      successor.host.exit(1)
    },
  }
}
