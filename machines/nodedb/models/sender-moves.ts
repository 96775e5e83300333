import type { JsonObject } from '../../../spec/json.ts'
import type { ResyncReason } from '../../../spec/nodedb/messages.types.ts'
import type { Input, Move } from '../../model/model.ts'
import { logCollections, unknownCollection } from './log-collections.ts'
import type { ModelPeer, SenderModel } from './sender-model.ts'

const largest = ['4294967297', '9007199254740993', '9223372036854775809', '18446744073709551615']
const junk = [
  '',
  '5000000000',
  '50130000009492ab53657175656e636547617092020502a0',
  '520600000093c3cd138864',
  '1103000000922a00',
  '5302000000c0c0',
]

/** What may happen to a sender. */
export function senderMoves(model: SenderModel): Move[] {
  const filtered = (make: () => Input[]) => (): Input[] => make().filter((input) => model.accepts(input))
  const attached = (): readonly ModelPeer[] => model.peers.filter(({ ghost }) => ghost.attached === 1)
  const each = (make: (peer: ModelPeer) => Input[]) => filtered(() => attached().flatMap(make))
  const some = (weight: number) => (): number => (attached().length > 0 ? weight : 0)
  const pending = (): boolean =>
    model.peers.some(({ roles }) =>
      [...roles.values()].some(
        ({ state }) => state.startsWith('snapshotting') || state === 'replaying' || state === 'satisfied',
      ),
    )
  const moves: Move[] = [
    {
      name: 'append',
      weight: () => 5,
      variants: filtered(() =>
        logCollections.map((collection) => ({ op: 'tx.append', params: model.append(collection) })),
      ),
    },
    {
      name: 'attach',
      weight: () => (attached().length === 0 ? 8 : attached().length < model.peers.length ? 1 : 0),
      variants: filtered(() =>
        model.peers.flatMap(({ id }): Input[] => {
          const restricted: Input[] = model.has('rights')
            ? [{ op: 'tx.attach', params: { peer: id, collections: ['a'] } }]
            : []
          return [{ op: 'tx.attach', params: { peer: id } }, { op: 'tx.attach', params: { peer: id } }, ...restricted]
        }),
      ),
    },
    {
      name: 'request',
      weight: some(6),
      variants: filtered(() =>
        model.peers.flatMap((peer) =>
          requests(model).map((hex) => ({ op: 'tx.frame', params: { peer: peer.id, hex } })),
        ),
      ),
    },
    {
      name: 'drain',
      weight: () => (attached().length === 0 ? 0 : pending() ? 8 : 3),
      variants: each(({ id }) => [100, 1, 2].map((max) => ({ op: 'tx.drain', params: { peer: id, max } }))),
    },
    {
      name: 'link',
      weight: () => (attached().some(({ ghost }) => ghost.up === 0) ? 4 : attached().length > 0 ? 0.7 : 0),
      variants: each(({ id, ghost }) => [{ op: 'tx.link', params: { peer: id, up: ghost.up === 0 } }]),
    },
    {
      name: 'junk',
      weight: some(0.5),
      variants: each(({ id }) => junk.map((hex) => ({ op: 'tx.frame', params: { peer: id, hex } }))),
    },
  ]
  if (model.has('compaction'))
    moves.push({
      name: 'compact',
      weight: () => 1.2,
      variants: filtered(() =>
        model.existing().flatMap((collection) =>
          [model.floor(collection) + 1, model.head(collection), model.head(collection) + 1].map((floor) => ({
            op: 'tx.compact',
            params: { collection, floor: `${floor}` },
          })),
        ),
      ),
    })
  if (model.has('rights'))
    moves.push({
      name: 'rights',
      weight: some(0.4),
      variants: each(({ id }) => [{ op: 'tx.rights', params: { peer: id, collections: ['a'] } }]),
    })
  if (model.has('faults'))
    moves.push({
      name: 'fail',
      weight: () => (model.existing().length > 0 && attached().length > 0 ? 0.7 : 0),
      variants: filtered(() => [{ op: 'tx.fail_snapshot', params: { times: 1 } }]),
    })
  if (model.has('restart'))
    moves.push({ name: 'restart', weight: some(0.5), variants: filtered(() => [{ op: 'tx.restart', params: {} }]) })
  return moves
}

/** Requests from the interesting ids, for every scope and reason. */
function requests(model: SenderModel): string[] {
  const frames: string[] = []
  for (const collection of [...logCollections, '', unknownCollection]) {
    const names = collection === '' ? logCollections : [collection]
    const near = names.flatMap((name) => {
      const head = model.head(name)
      const floor = model.floor(name)
      return [1, 2, floor - 1, floor, head - 1, head, head + 1, head + 2]
    })
    const ids = ['0', ...new Set(near.filter((id) => id > 0).map(String)), ...largest]
    for (const id of ids)
      for (const reason of reasons(id))
        frames.push(
          model.encode({ type: 'ResyncRequest', reason, from_mutation_id: id, collection } satisfies JsonObject),
        )
  }
  return frames
}

/** The reason that belongs to an id, and one that does not. */
function reasons(id: string): ResyncReason[] {
  if (id === '0') return [{ kind: 'CorruptedState' }, { kind: 'SequenceGap', expected: '1', received: '3' }]
  const gap: ResyncReason = { kind: 'SequenceGap', expected: id, received: '18446744073709551615' }
  if (id === '2') return [gap, { kind: 'ChecksumMismatch', mutation_id: '1' }, { kind: 'CorruptedState' }]
  return [gap]
}
