import { MESSAGE_TYPES, type MessageType } from '../../../spec/handoff/messages.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Input, Move } from '../../model/model.ts'
import { build_id, dir, listener, snapshot } from './names.ts'
import type { SuccessorModel } from './successor-model.ts'
import { garbage, spoken } from './wire.ts'

const call = (op: string, params: JsonObject = {}): Input => ({ op, params })

/** Inputs for a successor, with what they are worth where it stands. */
export function successorMoves(model: SuccessorModel): readonly Move[] {
  const { daemon, run, setting } = model
  const { capabilities } = setting
  const strict = setting.profile === 'strict'
  const own = (): number => Math.max(1, run.processes)
  const say = (type: MessageType, id: number, change: JsonObject = {}): Input =>
    call('stream.send', { stream: model.stream, hex: spoken(type, id, change) })
  const at = (...states: string[]): boolean => daemon.alive && states.includes(daemon.state)
  const when = (condition: () => boolean, weight: number) => (): number => (condition() ? weight : 0)
  const speaks = (): boolean =>
    daemon.alive && run.left === 0 && run.connected === 0 && !at('listening') && (model.isReading || model.hasRoom)
  const named = (op: string, params: JsonObject = {}): Input => call(op, { successor: model.process, ...params })
  const operations = (): Input[] => [
    named('successor.acquire'),
    named('successor.announce', { snapshot }),
    named('successor.take', { listener }),
    named('successor.take', { listener: 'none' }),
    ...(run.handshake === 0 ? [named('successor.handshake', { call: `h${run.processes}`, build_id })] : []),
    ...(run.begin === 0 ? [named('successor.wait_for_begin', { call: `w${run.processes}` })] : []),
    ...(capabilities.has('successor_heartbeats') ? [named('successor.heartbeats', { on: true })] : []),
  ]
  return [
    {
      name: 'start',
      weight: when(() => !daemon.alive, 5),
      variants: () => {
        const next = run.processes + 1
        const started = { successor: `n${next}`, dir, stream: `s${next}`, listeners: [listener] }
        const lacking = { ...started, needs: [listener, 'admin'] }
        return [started, started, started, ...(strict ? [lacking] : [])].map((params) =>
          call('successor.start', params),
        )
      },
    },
    {
      name: 'handshake',
      weight: when(() => at('greeting'), 8),
      variants: () => [named('successor.handshake', { call: `h${run.processes}`, build_id })],
    },
    {
      name: 'wait for Begin',
      weight: when(() => at('awaitBegin') && run.begin === 0, 8),
      variants: () => [named('successor.wait_for_begin', { call: `w${run.processes}` })],
    },
    {
      name: 'acknowledge',
      weight: when(() => speaks() && at('awaitAck', 'greeting'), 6),
      variants: () => [say('HelloAck', own())],
    },
    {
      name: 'begin',
      weight: when(() => speaks() && at('awaitBegin'), 6),
      variants: () => [say('Begin', own()), say('Begin', own()), say('Abort', own()), say('Heartbeat', own())],
    },
    { name: 'acquire', weight: when(() => at('locking'), 7), variants: () => [named('successor.acquire')] },
    {
      name: 'announce',
      weight: when(() => at('opening'), 5),
      variants: () => [named('successor.announce', { snapshot })],
    },
    {
      name: 'take',
      weight: when(() => at('locking', 'opening'), 1),
      variants: () => [named('successor.take', { listener }), named('successor.take', { listener: 'none' })],
    },
    {
      name: 'heartbeats',
      weight: when(() => capabilities.has('successor_heartbeats') && at('locking', 'opening'), 1.5),
      variants: () => [true, false].map((on) => named('successor.heartbeats', { on })),
    },
    {
      name: 'out of order',
      weight: when(() => daemon.alive && !at('listening', 'awaitAck'), 0.5),
      variants: operations,
    },
    {
      name: 'say anything',
      weight: when(speaks, 0.7),
      variants: () => MESSAGE_TYPES.flatMap((type) => [own(), own() + 1].map((id) => say(type, id))),
    },
    {
      name: 'choose a version',
      weight: when(() => strict && speaks() && at('awaitAck') && model.isReading, 0.6),
      variants: () => [0, 2, 65535].map((version) => say('HelloAck', own(), { proto_version_chosen: version })),
    },
    {
      name: 'say nonsense',
      weight: when(() => speaks() && model.isReading, 0.4),
      variants: () => garbage.map((hex) => call('stream.send', { stream: model.stream, hex })),
    },
    {
      name: 'leave',
      weight: when(() => daemon.alive && run.left === 0 && !model.isOpen, 0.6),
      variants: () => [
        call('stream.close', { stream: model.stream }),
        call('stream.close', { stream: model.stream, reset: true }),
      ],
    },
    {
      name: 'connect',
      weight: when(() => at('listening') && run.connected === 0, 4),
      variants: () => [call('control.connect', { dir, stream: `c${run.processes}` })],
    },
    {
      name: 'rival',
      weight: when(() => capabilities.has('foreign_holder') && daemon.ground.lock.state === 'free', 0.5),
      variants: () => [call('dir.hold', { dir, lock: `x${run.holdings + 1}` })],
    },
    {
      name: 'rival leaves',
      weight: when(() => run.held === 1, 2),
      variants: () => [call('dir.release', { lock: `x${run.holdings}` })],
    },
    {
      name: 'wait',
      weight: when(() => capabilities.has('clock') && run.processes > 0 && model.isTimed, 0.8),
      variants: () => waits(model).map((ms) => call('clock.advance', { ms })),
    },
    {
      name: 'write',
      weight: when(() => capabilities.has('consumer') && daemon.alive, 0.6),
      variants: () => [call('client.write', { process: model.process, key: 'k', value: 'v' })],
    },
    {
      name: 'kill',
      weight: when(() => capabilities.has('signals') && daemon.alive, 0.2),
      variants: () => [call('process.kill', { process: model.process })],
    },
  ]
}

/** Times at which something is due and times at which nothing is, in milliseconds. */
function waits({ times }: SuccessorModel): readonly number[] {
  const { heartbeat_ms, liveness_ms } = times
  return [Math.floor(heartbeat_ms / 2) + 7, 5 * heartbeat_ms + 107, liveness_ms + 107]
}
