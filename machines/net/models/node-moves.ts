import type { JsonObject } from '../../../spec/json.ts'
import { REASONS } from '../../../spec/net/reason.ts'
import type { Input, Move } from '../../model/model.ts'
import { idOf, origin, own, seed, stranger } from './names.ts'
import type { NodeModel } from './node-model.ts'
import { eventOf, foreignHead, garbage, half, misfit, spoken } from './wire.ts'

const call = (op: string, params: JsonObject): Input => ({ op, params: { node: idOf(own), ...params } })
const reasons = [REASONS.NotReady, REASONS.FactoryNotFound, REASONS.StateFailed, REASONS.AlreadyMigrating]

/** The inputs that mean something to a node, where they do. */
export function nodeMoves(model: NodeModel): readonly Move[] {
  const { node, scene } = model
  const { capabilities } = model.setting
  const opened = (): boolean => model.isOpen
  const when = (holds: () => boolean, weight: number) => () => (holds() ? weight : 0)
  const says = (from: number, ...bytes: readonly string[]): Input[] =>
    bytes.map((hex) => call('node.receive', { from: idOf(from), bytes: hex })).filter((input) => model.accepts(input))
  const through = (): number => node.data.through
  const cursor = (): number => node.host.data.state
  const here = (): boolean => scene.target === own
  const starts = scene.orchestrator === own
  const behind = (sequence: number): number => Math.max(0, sequence - 1)

  /** What the peers say to this node in its scene, each as it is due some time. */
  const due = (): Input[] => {
    const { orchestrator: o, source: s, target: t } = scene
    const list: Input[] = []
    if (s === own && o !== own)
      list.push(...says(o, spoken('TakeSnapshot', t), spoken('CutoverNotify', t), spoken('MigrationFailed', 3)))
    if (t === own) {
      const sender = o === own ? s : o
      const newest = Math.max(node.data.newest, cursor())
      list.push(...says(sender, spoken('SnapshotReady', node.data.newest), spoken('SnapshotReady', newest + 1)))
      if (o !== own)
        list.push(...says(o, spoken('BufferedEvents'), spoken('ActivateTarget'), spoken('MigrationFailed', 3)))
      const next = cursor() + 1
      list.push(...says(s, spoken('BufferedEvents', next, next + 1), spoken('BufferedEvents', next + 1, next + 2)))
    }
    if (o === own) {
      if (s !== own)
        list.push(
          ...says(s, spoken('SnapshotReady', through() + 1), spoken('CleanupComplete'), spoken('MigrationFailed', 3)),
        )
      if (t !== own)
        list.push(
          ...says(
            t,
            spoken('RestoreComplete', through()),
            spoken('RestoreComplete', behind(through())),
            spoken('ReplayComplete', through()),
            spoken('ReplayComplete', behind(through())),
            spoken('ActivateAck', through() + 1),
            ...reasons.map(({ code }) => spoken('MigrationFailed', code)),
          ),
        )
    }
    return list
  }

  /** Everything that anybody may say, whether it fits or not. */
  const all = (from: number): Input[] =>
    says(
      from,
      spoken('TakeSnapshot', scene.target),
      spoken('TakeSnapshot', own),
      spoken('CutoverNotify', scene.target),
      spoken('SnapshotReady', cursor()),
      spoken('SnapshotReady', behind(node.data.newest)),
      spoken('RestoreComplete', through()),
      spoken('RestoreComplete', behind(through())),
      spoken('ReplayComplete', through()),
      spoken('ReplayComplete', behind(through())),
      foreignHead(through()),
      spoken('CleanupComplete'),
      spoken('ActivateTarget'),
      spoken('ActivateAck', through()),
      spoken('BufferedEvents'),
      spoken('BufferedEvents', Math.max(1, cursor()), cursor() + 1),
      spoken('BufferedEvents', cursor() + 2, cursor() + 2),
      spoken('BufferedEvents', cursor() + 1, cursor() + 1),
      spoken('MigrationFailed', REASONS.StateFailed.code),
    )

  return [
    {
      name: 'open',
      weight: when(() => !model.isOpen, 5),
      variants: () => [call('node.open', capabilities.has('identity') ? { identity: false } : {})],
    },
    {
      name: 'settle in',
      weight: when(opened, 6),
      variants: () =>
        [
          call('node.add_daemon', { seed, behaviour: { kind: 'counter' } }),
          call('node.add_factory', { seed, behaviour: { kind: 'counter' } }),
        ].filter((input) => model.accepts(input)),
    },
    { name: 'due', weight: when(opened, 10), variants: due },
    {
      name: 'anything',
      weight: when(opened, 3),
      variants: () => [2, 3].flatMap(all),
    },
    {
      name: 'garbage',
      weight: when(opened, 0.3),
      variants: () => says(scene.orchestrator === own ? 2 : scene.orchestrator, ...garbage),
    },
    { name: 'stranger', weight: when(opened, 1.5), variants: () => all(stranger) },
    {
      name: 'chunks',
      weight: when(opened, 2),
      variants: () => {
        const from = starts ? scene.source : scene.orchestrator
        const next = Math.max(node.data.newest, cursor()) + 1
        if (from === own) return []
        return says(
          from,
          half(node.data.newest, 1),
          half(next, 0),
          half(next, 1),
          misfit(next, 'magic'),
          misfit(next, 'sequence'),
        )
      },
    },
    {
      name: 'start',
      weight: when(() => opened() && starts, 5),
      variants: () =>
        [
          { source: idOf(scene.source), target: idOf(scene.target) },
          { source: idOf(scene.source), target: idOf(scene.source) },
        ]
          .map((ends) => call('node.start', { origin, ...ends }))
          .filter((input) => model.accepts(input)),
    },
    {
      name: 'abort',
      weight: when(() => opened() && starts, 0.7),
      variants: () => [call('node.abort', { origin, reason: { kind: 'StateFailed', text: 'called off' } })],
    },
    {
      name: 'event',
      weight: when(() => opened() && capabilities.has('node'), 3),
      variants: () =>
        ['source.offer', 'daemon.deliver']
          .map((op) => call(op, { origin, event: eventOf(model.nextEvent) as never }))
          .filter((input) => model.accepts(input)),
    },
    {
      name: 'readiness',
      weight: when(() => opened() && here() && capabilities.has('readiness'), 0.8),
      variants: () => [true, false].map((ready) => call('node.ready', { ready })),
    },
  ]
}
