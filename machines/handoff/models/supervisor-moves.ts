import { MESSAGE_TYPES, type MessageType } from '../../../spec/handoff/messages.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Input, Move } from '../../model/model.ts'
import { dir, listener, sealError } from './names.ts'
import type { Puppet } from './puppet.ts'
import { childPid } from './renaming.ts'
import type { SupervisorModel } from './supervisor-model.ts'
import { garbage, spoken } from './wire.ts'

const call = (op: string, params: JsonObject = {}): Input => ({ op, params })

/** What a peer says next where it is listened to. */
const useful: { readonly [state: string]: readonly MessageType[] } = {
  awaitProbe: ['Hello'],
  helloO: ['Hello'],
  helloN: ['Hello'],
  awaitDrained: ['Drained'],
  awaitSealed: ['SealComplete', 'SealComplete', 'SealComplete', 'SealFailed'],
  awaitReady: ['Ready', 'Ready', 'Ready'],
}
/** What keeps a supervisor waiting. */
const signsOfLife: readonly MessageType[] = ['Heartbeat', 'SealProgress']
const wrongHellos: readonly JsonObject[] = [
  { role: 'Incumbent' },
  { role: 'Successor' },
  { pid: childPid + 1 },
  { proto_min: 2, proto_max: 2 },
  { proto_min: 0, proto_max: 0 },
  { proto_min: 9, proto_max: 1 },
  { proto_min: 0, proto_max: 65535, capabilities: { reserved: '18446744073709551615' } },
]

/** Inputs for a supervisor, with what they are worth where it stands. */
export function supervisorMoves(model: SupervisorModel): readonly Move[] {
  const { run, supervision, setting, incumbent, successor, times } = model
  const { capabilities } = setting
  const listened = (): Puppet | undefined =>
    model.held.find((peer) => model.isHeard(peer) && peer.stream.isOpen('process'))
  const own = (): number => Math.max(1, run.handoffs)
  const say = (type: MessageType, id: number, change: JsonObject = {}): Input[] => {
    const peer = listened()
    if (peer === undefined) return []
    const members =
      type === 'Hello' ? { role: peer === incumbent ? 'Incumbent' : 'Successor', pid: childPid, build_id: 'c0de' } : {}
    const error = type === 'SealFailed' ? { error: sealError } : {}
    return [
      call('stream.send', { stream: model.stream(peer), hex: spoken(type, id, { ...members, ...error, ...change }) }),
    ]
  }
  const when = (condition: () => boolean, weight: number) => (): number => (condition() ? weight : 0)
  const perform = (child: string, deadline: number, grace: number): Input =>
    call('supervisor.perform', {
      supervisor: model.name,
      call: `p${run.handoffs + 1}`,
      deadline_ms: `${deadline}`,
      grace_ms: `${grace}`,
      child,
    })
  const idle = (): boolean => supervision.state === 'idle' || supervision.state === 'loading'
  const inHello = (): boolean => supervision.state === 'helloO' || supervision.state === 'helloN'
  return [
    {
      name: 'start',
      weight: when(() => !supervision.alive, 6),
      variants: () => [
        call('supervisor.start', { supervisor: `v${run.supervisors + 1}`, dir, listeners: [listener], journal: true }),
      ],
    },
    {
      name: 'listen',
      weight: when(() => run.supervisors > 0 && !incumbent.alive && !model.isBusy, 6),
      variants: () => [call('control.listen', { dir })],
    },
    {
      name: 'perform',
      weight: () => (idle() ? (incumbent.alive ? 5 : 0.3) : 0),
      variants: () => [
        perform('relay', 30_000, 5_000),
        perform('relay', 30_000, 5_000),
        ...(setting.profile === 'strict' ? [] : [perform('relay', 3_000, 1_000)]),
        perform('missing', 30_000, 5_000),
      ],
    },
    {
      name: 'perform twice',
      weight: when(() => supervision.isBusy && run.refused === 0, 0.3),
      variants: () => [
        call('supervisor.perform', {
          supervisor: model.name,
          call: `q${run.handoffs}`,
          deadline_ms: '30000',
          grace_ms: '5000',
          child: 'relay',
        }),
      ],
    },
    {
      name: 'resume',
      weight: when(() => supervision.state === 'loading', 3),
      variants: () => [call('supervisor.resume', { supervisor: model.name, call: `u${run.supervisors}` })],
    },
    {
      name: 'leave the path',
      weight: when(() => incumbent.alive && !model.isBusy, 0.1),
      variants: () => [call('control.unlisten', { dir })],
    },
    {
      name: 'accept',
      weight: when(() => incumbent.pending, 9),
      variants: () => [call('control.accept', { dir, stream: model.stream(incumbent) })],
    },
    {
      name: 'take the child',
      weight: when(() => supervision.isBusy && successor.alive && !successor.held, 9),
      variants: () => [
        call('supervisor.child', {
          supervisor: model.name,
          stream: model.stream(successor),
          process: `k${run.handoffs}`,
        }),
      ],
    },
    {
      name: 'go on',
      weight: when(() => listened() !== undefined, 8),
      variants: () => (useful[supervision.state] ?? []).flatMap((type) => say(type, own())),
    },
    {
      name: 'be alive',
      weight: when(() => listened() !== undefined && !inHello(), 1),
      variants: () => signsOfLife.flatMap((type) => say(type, own())),
    },
    {
      name: 'say anything',
      weight: when(() => listened() !== undefined, 0.8),
      variants: () => MESSAGE_TYPES.flatMap((type) => [own(), own() + 1].flatMap((id) => say(type, id))),
    },
    {
      name: 'greet wrongly',
      weight: when(() => listened() !== undefined && inHello(), 0.8),
      variants: () => wrongHellos.flatMap((change) => say('Hello', own(), change)),
    },
    {
      name: 'say nonsense',
      weight: when(() => listened() !== undefined, 0.3),
      variants: () => {
        const peer = listened()
        return peer === undefined ? [] : garbage.map((hex) => call('stream.send', { stream: model.stream(peer), hex }))
      },
    },
    {
      name: 'leave',
      weight: when(() => listened() !== undefined, 0.5),
      variants: () => {
        const peer = listened()
        return peer === undefined ? [] : [call('stream.close', { stream: model.stream(peer) })]
      },
    },
    {
      name: 'spoil the journal',
      weight: when(() => capabilities.has('journal_faults') && idle() && run.spoiled === 0, 0.4),
      variants: () =>
        [1, 2, 3, 4, 5].map((write) => call('supervisor.fail_journal', { supervisor: model.name, write })),
    },
    {
      name: 'wait',
      weight: when(() => capabilities.has('clock') && run.supervisors > 0, 0.8),
      variants: () =>
        [times.hello_ms - 307, times.hello_ms + 307, times.probe_ms + 307, times.liveness_ms + 307, 40_007, 707]
          .filter((ms) => model.mayPass(ms))
          .map((ms) => call('clock.advance', { ms })),
    },
    {
      name: 'kill',
      weight: when(
        () => capabilities.has('signals') && supervision.alive && run.handoffs > 0 && !model.isAwaited,
        0.15,
      ),
      variants: () => [call('process.kill', { process: model.name })],
    },
  ]
}
