import type { Failure } from '../../../spec/handoff/adapter.types.ts'
import type { Environment } from '../../../spec/handoff/environment.ts'
import type { HandoffId, Message, Phase } from '../../../spec/handoff/messages.types.ts'
import type { Channel, Input } from './channels.ts'
import { VERSIONS } from './codec.ts'
import type { Child, Spawn, Timer } from './host.ts'
import type { Parts } from './parts.ts'
import type { HandoffEnd, Supervisor } from './supervisors.ts'
import type { Wait } from './waits.ts'

/** What a handoff is asked for. */
export interface Request {
  /** Milliseconds, any u64. */
  readonly deadline: bigint
  readonly grace: bigint
  readonly child: Pick<Spawn, 'name' | 'program' | 'script'>
  readonly environment: Environment
}

/** One handoff of a supervisor. */
export interface Handoff {
  readonly supervisor: Supervisor
  readonly request: Request
  readonly id: HandoffId
  readonly startedAt: number
  readonly startedAtUnix: number
  readonly tell: (end: HandoffEnd) => void
  incumbent: Channel | undefined
  /** What the incumbent announced. */
  incumbentPid: number
  child: Child | undefined
  successor: Channel | undefined
  /** What it waits for. */
  wait: Wait | undefined
  readonly heartbeats: Timer[]
  over: boolean
}

/** The steps of a handoff, each behind what it waits for. */
export interface Handoffs {
  create(supervisor: Supervisor, request: Request, tell: (end: HandoffEnd) => void): Handoff
  connect(handoff: Handoff): void
  incumbentHello(handoff: Handoff, input: Input): void
  spawn(handoff: Handoff): void
  successorHello(handoff: Handoff, input: Input): void
  /** Why a Hello is not taken (HOF-043 to HOF-047). */
  helloRefusal(handoff: Handoff, role: 'Incumbent' | 'Successor', input: Input): Failure | undefined
  /** The version of both, from a Hello that is taken. */
  chosen(hello: Message): number
  acknowledge(handoff: Handoff, channel: Channel, version: number): void
  prepare(handoff: Handoff): void
  drained(handoff: Handoff, input: Input): void
  requestSeal(handoff: Handoff): void
  sealEnd(handoff: Handoff, input: Input): void
  begin(handoff: Handoff): void
  awaitReady(handoff: Handoff): void
  ready(handoff: Handoff, input: Input): void
  commit(handoff: Handoff): void
  /** Milliseconds since the call. */
  elapsed(handoff: Handoff): number
  /** What is left of the deadline, at least `min_read_ms` (HOF-054). */
  remaining(handoff: Handoff): bigint
  /** Writes the phase into the journal; false where that fails. */
  note(handoff: Handoff, phase: Phase): boolean
}

export function createHandoffs(parts: Parts): Handoffs {
  const reach = ({ supervisor: { host } }: Handoff, point: Parameters<typeof host.reach>[0]): void => host.reach(point)
  const send = (channel: Channel | undefined, message: Message, then: (written: boolean) => void): void => {
    if (channel === undefined) then(false)
    else parts.channels.send(channel, message, (failure) => then(failure === undefined))
  }
  return {
    create: (supervisor, request, tell) => ({
      supervisor,
      request,
      id: supervisor.host.randomId(),
      startedAt: supervisor.host.now(),
      startedAtUnix: supervisor.host.wallClock(),
      tell,
      incumbent: undefined,
      incumbentPid: 0,
      child: undefined,
      successor: undefined,
      wait: undefined,
      heartbeats: [],
      over: false,
    }),
    connect: (handoff) =>
      handoff.supervisor.directory.connect((stream) => {
        if (stream === undefined) return parts.ends.fail(handoff, 'io')
        const channel = parts.channels.open(handoff.supervisor.host, stream)
        handoff.incumbent = channel
        parts.waits.start(handoff, {
          channel,
          until: channel.heardAt + parts.settings.hello(),
          silence: false,
          take: (input) => parts.handoffs.incumbentHello(handoff, input),
          late: () => parts.ends.fail(handoff, 'timeout'),
        })
      }),
    incumbentHello: (handoff, input) => {
      const refusal = parts.handoffs.helloRefusal(handoff, 'Incumbent', input)
      if (refusal !== undefined || input.message?.type !== 'Hello')
        return parts.ends.fail(handoff, refusal ?? 'protocol')
      handoff.incumbentPid = input.message.pid
      if (handoff.incumbent !== undefined)
        parts.handoffs.acknowledge(handoff, handoff.incumbent, parts.handoffs.chosen(input.message))
      reach(handoff, 's-after-o-hello')
      parts.handoffs.spawn(handoff)
    },
    spawn: (handoff) => {
      const { supervisor, request } = handoff
      const { host, directory, listeners } = supervisor
      const environment = parts.environments.compose(host.environment, request.environment, listeners)
      host.spawn({ ...request.child, directory: directory.name, listeners, environment }, (child) => {
        if (child === undefined) return parts.ends.fail(handoff, 'io')
        host.record({ event: 'spawned' })
        handoff.child = child
        const channel = parts.channels.open(host, child.stream)
        handoff.successor = channel
        reach(handoff, 's-after-spawn-successor')
        parts.waits.start(handoff, {
          channel,
          until: host.now() + parts.settings.hello(),
          silence: false,
          take: (input) => parts.handoffs.successorHello(handoff, input),
          late: () => parts.ends.fail(handoff, 'timeout'),
        })
      })
    },
    successorHello: (handoff, input) => {
      const refusal = parts.handoffs.helloRefusal(handoff, 'Successor', input)
      if (refusal !== undefined || input.message?.type !== 'Hello')
        return parts.ends.fail(handoff, refusal ?? 'protocol')
      if (handoff.successor !== undefined)
        parts.handoffs.acknowledge(handoff, handoff.successor, parts.handoffs.chosen(input.message))
      reach(handoff, 's-after-n-hello')
      parts.handoffs.prepare(handoff)
    },
    helloRefusal: (handoff, role, { message, refused }) => {
      if (refused !== undefined) return refused
      if (message.type !== 'Hello') return 'unexpected_message'
      if (message.role !== role) return 'protocol'
      if (role === 'Successor' && message.pid !== handoff.child?.pid) return 'pid_mismatch'
      const theirs = { min: message.proto_min, max: message.proto_max }
      return parts.codec.negotiate(VERSIONS, theirs) === undefined ? 'version_mismatch' : undefined
    },
    chosen: (hello) =>
      hello.type === 'Hello'
        ? (parts.codec.negotiate(VERSIONS, { min: hello.proto_min, max: hello.proto_max }) ?? VERSIONS.max)
        : VERSIONS.max,
    acknowledge: (handoff, channel, version) => {
      parts.channels.agree(channel, version)
      parts.channels.send(channel, { type: 'HelloAck', proto_version_chosen: version, handoff_id: handoff.id })
      // HOF-121
      if (parts.settings.strict()) handoff.heartbeats.push(parts.heartbeats.start(channel))
    },
    prepare: (handoff) => {
      const { child, incumbent, request, supervisor } = handoff
      if (child === undefined || incumbent === undefined) return
      if (!parts.handoffs.note(handoff, 'Negotiating')) return parts.ends.fail(handoff, 'io')
      const message: Message = {
        type: 'PrepareHandoff',
        handoff_id: handoff.id,
        successor_pid: child.pid,
        deadline_ms: String(parts.handoffs.remaining(handoff)),
        drain_grace_ms: String(request.grace),
      }
      send(incumbent, message, (written) => {
        if (!written) return parts.ends.fail(handoff, 'io')
        reach(handoff, 's-after-prepare-sent')
        parts.waits.start(handoff, {
          channel: incumbent,
          until: parts.waits.drainLimit(handoff, supervisor.host.now()),
          silence: true,
          take: (input) => parts.handoffs.drained(handoff, input),
          late: () => parts.ends.fail(handoff, 'timeout'),
        })
      })
    },
    drained: (handoff, { message, refused }) => {
      if (refused !== undefined) return parts.ends.fail(handoff, refused)
      if (message.type !== 'Drained') return parts.ends.fail(handoff, 'unexpected_message')
      reach(handoff, 's-after-drained-recv')
      if (!parts.handoffs.note(handoff, 'Draining')) return parts.ends.fail(handoff, 'io')
      parts.handoffs.requestSeal(handoff)
    },
    requestSeal: (handoff) => {
      const { incumbent, id } = handoff
      send(incumbent, { type: 'SealRequest', handoff_id: id }, (written) => {
        if (!written || incumbent === undefined) return parts.ends.fail(handoff, 'io')
        reach(handoff, 's-after-seal-request-sent')
        parts.waits.start(handoff, {
          channel: incumbent,
          until: parts.waits.sealLimit(handoff),
          silence: true,
          take: (input) => parts.handoffs.sealEnd(handoff, input),
          late: (why) => parts.ends.sealLate(handoff, why),
        })
      })
    },
    sealEnd: (handoff, { message, refused }) => {
      if (refused !== undefined) return parts.ends.fail(handoff, refused)
      const ends = message.type === 'SealComplete' || message.type === 'SealFailed'
      if (!ends || message.handoff_id !== handoff.id) return parts.ends.fail(handoff, 'unexpected_message')
      if (message.type === 'SealFailed') return parts.ends.sealFailed(handoff, message.error)
      reach(handoff, 's-after-seal-complete-recv')
      if (!parts.handoffs.note(handoff, 'Sealing')) return parts.ends.fail(handoff, 'io')
      parts.handoffs.begin(handoff)
    },
    begin: (handoff) =>
      send(handoff.successor, { type: 'Begin', handoff_id: handoff.id }, (written) => {
        if (!written) return parts.ends.abort(handoff, 'the successor is gone')
        reach(handoff, 's-after-begin-sent')
        if (!parts.handoffs.note(handoff, 'AwaitingReady')) return parts.ends.fail(handoff, 'io')
        parts.handoffs.awaitReady(handoff)
      }),
    awaitReady: (handoff) => {
      const { successor, supervisor } = handoff
      if (successor === undefined) return
      parts.waits.start(handoff, {
        channel: successor,
        until: parts.waits.readyLimit(handoff, supervisor.host.now()),
        silence: true,
        take: (input) => parts.handoffs.ready(handoff, input),
        late: () => parts.ends.abort(handoff, 'no Ready in time'),
      })
    },
    ready: (handoff, { message, refused }) => {
      if (refused !== undefined) return parts.ends.abort(handoff, `the successor failed: ${refused}`)
      if (message.type !== 'Ready') return parts.ends.abort(handoff, `${message.type} instead of Ready`)
      if (message.handoff_id !== handoff.id) return parts.ends.abort(handoff, 'Ready with another id')
      reach(handoff, 's-after-ready-recv')
      parts.handoffs.commit(handoff)
    },
    commit: (handoff) =>
      // The successor serves, whatever becomes of all this (HOF-090).
      send(handoff.incumbent, { type: 'Commit', handoff_id: handoff.id }, () => {
        reach(handoff, 's-after-commit-sent')
        parts.handoffs.note(handoff, 'Committed')
        parts.supervisors.forget(handoff.supervisor)
        reach(handoff, 's-after-journal-clear')
        const pid = handoff.child?.pid
        parts.ends.tell(handoff, {
          outcome: { committed: true, handoff_id: handoff.id, ...(pid === undefined ? {} : { child_pid: pid }) },
        })
      }),
    elapsed: ({ startedAt, supervisor: { host } }) => host.now() - startedAt,
    remaining: (handoff) => {
      const left = handoff.request.deadline - BigInt(Math.floor(parts.handoffs.elapsed(handoff)))
      const least = BigInt(parts.settings.minRead())
      return left > least ? left : least
    },
    note: ({ supervisor, id, incumbentPid, child, startedAtUnix }, phase) =>
      parts.supervisors.note(supervisor, {
        handoff_id: id,
        phase,
        incumbent_pid: incumbentPid,
        ...(child === undefined ? {} : { successor_pid: child.pid }),
        started_at_unix_ms: String(startedAtUnix),
      }),
  }
}
