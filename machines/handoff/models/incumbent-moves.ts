import { MESSAGE_TYPES, type MessageType } from '../../../spec/handoff/messages.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Input, Move } from '../../model/model.ts'
import { isDecided } from './declared.ts'
import { failsOpenly, hooks, scripts, written } from './hook-scripts.ts'
import type { IncumbentModel } from './incumbent-model.ts'
import { build_id, dir } from './names.ts'
import { garbage, spoken } from './wire.ts'

const call = (op: string, params: JsonObject = {}): Input => ({ op, params })

/** What a supervisor says next, in the states in which it is listened to. */
const useful: { readonly [state: string]: readonly MessageType[] } = {
  awaitAck: ['HelloAck'],
  ready: ['PrepareHandoff'],
  drained: ['SealRequest', 'SealRequest', 'ResumeAfterAbort', 'Abort'],
  sealed: ['Commit', 'ResumeAfterAbort', 'Abort'],
}
/** What may come while a hook runs, to be read behind it. */
const early: readonly MessageType[] = ['Heartbeat', 'ResumeAfterAbort', 'Commit', 'Abort']

/** Inputs for an incumbent, with what they are worth where it stands. */
export function incumbentMoves(model: IncumbentModel): readonly Move[] {
  const { daemon, run, setting } = model
  const { capabilities } = setting
  const decided = isDecided(setting)
  const timed = capabilities.has('clock')
  const retries = setting.parameters.failed_resume === 'retry'
  const served = (): string => model.stream(run.served)
  const own = (): number => {
    const { ack, active } = daemon.incumbent.context
    return active || ack || run.acked || Math.max(1, run.served)
  }
  const say = (type: MessageType, id: number, change: JsonObject = {}): Input =>
    call('stream.send', { stream: served(), hex: spoken(type, id, change) })
  /** Whether the profile says what follows. */
  const isJudged = (type: MessageType, id: number): boolean => {
    const { ack, active } = daemon.incumbent.context
    if (!model.isJudged(type, id)) return false
    if (decided) return true
    if (daemon.state === 'ready' && type === 'PrepareHandoff') return ack === 0 || id === ack
    return daemon.state !== 'sealed' || id !== active || (type !== 'PrepareHandoff' && type !== 'SealRequest')
  }
  const anyMessage = (): Input[] =>
    MESSAGE_TYPES.flatMap((type) =>
      [own(), own() + 1].flatMap((id) => (isJudged(type, id) && hasRoom(type) ? [say(type, id)] : [])),
    )
  const hasRoom = (type: MessageType): boolean => type !== 'PrepareHandoff' || model.calls.hasRoom
  const listened = (): boolean => run.served > 0 && daemon.isReading
  const when = (condition: () => boolean, weight: number) => (): number => (condition() ? weight : 0)
  return [
    {
      name: 'start',
      weight: when(() => !daemon.alive, 5),
      variants: () =>
        scripts
          .filter((script) => decided || !failsOpenly(script))
          // How soon a resume is tried again is free.
          .filter(({ resume = [] }) => !retries || resume.every(({ fail }) => fail === undefined))
          .map((script) =>
            call('incumbent.start', { incumbent: `o${run.processes + 1}`, dir, build_id, hooks: written(script) }),
          ),
    },
    {
      name: 'connect',
      weight: () => {
        if (run.processes === 0 || run.waiting > 0) return 0
        if (!daemon.alive) return 0.3
        return run.served === 0 || !daemon.stream.isOpen('process') ? 6 : 0.3
      },
      variants: () => [call('control.connect', { dir, stream: model.stream() })],
    },
    {
      name: 'go on',
      weight: when(() => listened() && useful[daemon.state] !== undefined, 8),
      variants: () => (useful[daemon.state] ?? []).filter(hasRoom).map((type) => say(type, own())),
    },
    {
      name: 'hurry',
      weight: when(() => listened() && daemon.state === 'ready' && model.calls.hasRoom, 1),
      variants: () => [say('PrepareHandoff', own(), { deadline_ms: '3000', drain_grace_ms: '5000' })],
    },
    { name: 'say anything', weight: when(listened, 1.5), variants: anyMessage },
    {
      name: 'choose a version',
      weight: when(() => listened() && daemon.state === 'awaitAck', 0.5),
      variants: () => [0, 2, 65535].map((version) => say('HelloAck', own(), { proto_version_chosen: version })),
    },
    {
      name: 'say nonsense',
      weight: when(listened, 0.4),
      variants: () => garbage.map((hex) => call('stream.send', { stream: served(), hex })),
    },
    {
      name: 'interrupt a hook',
      weight: when(() => run.served > 0 && model.blocked !== undefined && daemon.stream.toProcess.length < 4, 0.8),
      variants: () => early.map((type) => say(type, own())),
    },
    {
      name: 'leave',
      weight: when(() => run.served > 0, 0.7),
      variants: () => [
        call('stream.close', { stream: served() }),
        call('stream.close', { stream: served(), reset: true }),
      ],
    },
    {
      name: 'stop waiting',
      weight: when(() => run.waiting > 0, 0.3),
      variants: () => [call('stream.close', { stream: model.stream(run.waiting) })],
    },
    {
      name: 'release a hook',
      weight: when(() => model.blocked !== undefined, 8),
      variants: () => hooks.filter((hook) => hook === model.blocked).map((hook) => release(hook)),
    },
    {
      name: 'release what does not wait',
      weight: when(() => daemon.alive, 0.1),
      variants: () => hooks.filter((hook) => hook !== model.blocked).map((hook) => release(hook)),
    },
    {
      name: 'rival',
      weight: when(() => timed && capabilities.has('foreign_holder') && daemon.ground.lock.state === 'free', 1.5),
      variants: () => [call('dir.hold', { dir, lock: `x${run.holdings + 1}` })],
    },
    {
      name: 'rival leaves',
      weight: when(() => run.held === 1, 2),
      variants: () => [call('dir.release', { lock: `x${run.holdings}` })],
    },
    {
      name: 'wait',
      weight: when(() => timed && run.processes > 0, 1),
      variants: () => waits(model).map((ms) => call('clock.advance', { ms })),
    },
    {
      name: 'write',
      weight: when(() => capabilities.has('consumer') && daemon.alive, 1),
      variants: () => [call('client.write', { process: model.process, key: 'k', value: `v${run.writes}` })],
    },
    {
      name: 'kill',
      weight: when(() => capabilities.has('signals') && daemon.alive, 0.15),
      variants: () => [call('process.kill', { process: model.process })],
    },
  ]

  function release(hook: string): Input {
    return call('incumbent.release', { incumbent: model.process, hook })
  }
}

/** Times at which something is due and times at which nothing is, in milliseconds. */
function waits({ times }: IncumbentModel): readonly number[] {
  const { heartbeat_ms, ack_ms, reacquire_ms, reacquire_step_ms, liveness_ms } = times
  return [
    reacquire_step_ms,
    reacquire_ms - reacquire_step_ms - 7,
    reacquire_ms + reacquire_step_ms,
    Math.floor(heartbeat_ms / 2) + 7,
    5 * heartbeat_ms + 107,
    ack_ms - 107,
    ack_ms + 7,
    liveness_ms + 107,
  ]
}
