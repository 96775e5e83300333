import type { JsonObject } from '../../../spec/json.ts'
import type { Input, Move } from '../../model/model.ts'
import type { Quality } from '../charts/deltas.ts'
import { type ModelStream, since } from './model-stream.ts'
import type { ReceiverModel } from './receiver-model.ts'

/** Bytes that are no delta: too short, unknown, truncated, no message, and messages that are not for a receiver. */
const junk = [
  '',
  '50',
  '1000000000',
  '5300000000',
  '10ff000000',
  '1001000000c0',
  '520400000093c20c00',
  '101d00000097a66f7264657273',
]

/** What may happen to a receiver. */
export function receiverMoves(model: ReceiverModel): Move[] {
  const { streams, palette } = model
  const each = (make: (stream: ModelStream) => Input[]) => (): Input[] =>
    streams.flatMap(make).filter((input) => model.accepts(input))
  const delivery = (stream: ModelStream, id: number, quality: Quality): Input[] => {
    const params = model.delta(stream, id, quality)
    if (params === undefined) return []
    const whole: Input = { op: 'rx.delta', params }
    return model.has('frames') ? [whole, { op: 'rx.frame', params: model.frame(stream, params) }] : [whole]
  }
  const starting = (): boolean => palette.base > 0n && streams.some(({ ghost }) => ghost.started === 0)
  const when =
    (weight: number, possible: () => boolean = () => true) =>
    (): number =>
      !starting() && possible() ? weight : 0
  const next = ({ receiver }: ModelStream): number => receiver.context.next
  const gapped = (): boolean => streams.some(({ receiver }) => receiver.state === 'gapped')
  const asked = (): boolean => streams.some(({ need }) => need.state === 'asked')
  const down = (): boolean => streams.some(({ need }) => need.state.endsWith('Down'))
  const last = (stream: ModelStream): number => stream.receiver.context.last
  const legal = (stream: ModelStream, id: number): boolean => id >= 0 && id <= last(stream) && model.ids.known(id)
  const deliveries = (quality: Quality, ids: (stream: ModelStream) => readonly number[]) =>
    each((stream) =>
      [...new Set(ids(stream))].filter((id) => legal(stream, id)).flatMap((id) => delivery(stream, id, quality)),
    )
  const far = (): readonly number[] =>
    model.holdMax > 0 || palette.base > 0n || model.adopts ? [] : palette.far.map((id) => model.ids.number(id))
  const moves: Move[] = [
    { name: 'next', weight: when(9), variants: deliveries('good', (stream) => [next(stream)]) },
    {
      name: 'unchecked',
      weight: when(1),
      variants: deliveries('unchecked', (stream) => [next(stream), next(stream) + 1]),
    },
    {
      name: 'ahead',
      weight: when(5),
      variants: deliveries('good', (stream) => [
        next(stream) + 1,
        next(stream) + 2,
        next(stream) + 3,
        stream.receiver.context.until + 1,
      ]),
    },
    {
      name: 'behind',
      weight: when(2),
      variants: deliveries('good', (stream) => [next(stream) - 1, 1, next(stream) - 2]),
    },
    {
      name: 'damaged',
      weight: () => (starting() ? 0 : gapped() ? 6 : 3),
      variants: () => [
        ...deliveries('damagedPayload', (stream) => [next(stream), next(stream) + 1, next(stream) - 1])(),
        ...deliveries('damagedChecksum', (stream) => [next(stream), next(stream) + 2])(),
      ],
    },
    { name: 'zero', weight: when(0.3), variants: deliveries('good', () => [0]) },
    { name: 'far', weight: when(0.5), variants: deliveries('good', far) },
    {
      name: 'snapshot',
      weight: () => (starting() ? 0 : streams.some(({ receiver }) => receiver.state === 'rebuilding') ? 6 : 1.5),
      variants: each((stream) => {
        const { next: at, until } = stream.receiver.context
        const near = until < 2 ** 20 ? [until, until - 1, until + 1] : []
        return [...new Set([0, 1, at - 2, at - 1, at, at + 2, ...near])]
          .filter((mark) => mark >= 0 && mark <= last(stream))
          .map((mark): Input => ({ op: 'rx.snapshot', params: model.snapshot(stream, mark) }))
      }),
    },
    { name: 'link', weight: () => (starting() ? 0 : down() ? 5 : 1.5), variants: () => links(model) },
  ]
  if (model.has('frames'))
    moves.push({
      name: 'garbage',
      weight: when(0.7),
      variants: () => junk.map((hex) => ({ op: 'rx.frame', params: { hex } })),
    })
  if (model.has('divergence'))
    moves.push({
      name: 'diverge',
      weight: when(0.7),
      variants: each((stream) => [{ op: 'rx.diverge', params: identity(stream) }]),
    })
  if (model.has('clock'))
    moves.push({ name: 'advance', weight: () => (starting() ? 0 : asked() ? 6 : 0.5), variants: () => advances(model) })
  if (model.has('restart'))
    moves.push({
      name: 'restart',
      weight: when(0.6, () => model.accepts({ op: 'rx.restart', params: {} })),
      variants: () => [{ op: 'rx.restart', params: {} }],
    })
  if (model.has('cold_start'))
    moves.push({
      name: 'cold start',
      weight: () => {
        const { begun } = model.ghost
        return starting() ? 1 : begun === since.nothing ? 2 : begun === since.delivery ? 0.15 : 0
      },
      variants: () => starts(model, starting()),
    })
  return moves
}

function identity({ peer, collection }: ModelStream): JsonObject {
  return peer === '1' ? { collection } : { peer, collection }
}

function links(model: ReceiverModel): Input[] {
  const peers = [...new Set(model.streams.map(({ peer }) => peer))]
  return peers.flatMap((peer) =>
    [true, false].map((up) => ({ op: 'rx.link', params: peer === '1' ? { up } : { peer, up } })),
  )
}

/** Up to the next deadline, just before it, over several. */
function advances(model: ReceiverModel): Input[] {
  const lefts = model.streams.flatMap(({ need: { state, context } }) =>
    state === 'asked' ? [context.wait - context.elapsed] : [],
  )
  const first = Math.min(60_000, ...lefts)
  const times = [first, first - 1, 1, first + 1, 3 * first, 200_000].filter((ms) => ms > 0)
  return [...new Set(times)].map((ms) => ({ op: 'rx.advance', params: { ms } }))
}

function starts(model: ReceiverModel, must: boolean): Input[] {
  const { streams, palette } = model
  const clean = streams
    .filter(({ ghost }) => !must || ghost.started === 0)
    .flatMap((stream) => {
      const { state, context } = stream.receiver
      const nexts = must ? [1] : state === 'fresh' ? [1, 2, 4] : [context.next]
      return nexts
        .filter((next) => next <= context.last)
        .map(
          (next): Input => ({
            op: 'rx.cold_start',
            params: { ...identity(stream), verdict: 'clean', next: model.ids.id(next) },
          }),
        )
    })
  if (must) return clean.slice(0, 1)
  const corrupt = streams.map(
    (stream): Input => ({ op: 'rx.cold_start', params: { ...identity(stream), verdict: 'corrupt' } }),
  )
  const whole: Input[] =
    streams.length === 1 && palette.peers.length === 1 ? [{ op: 'rx.cold_start', params: { verdict: 'corrupt' } }] : []
  return [...clean, ...corrupt, ...whole].filter((input) => model.accepts(input))
}
