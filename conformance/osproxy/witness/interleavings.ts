import type { Call, Reply } from '../../../spec/adapter.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Witness, Witnesses } from '../../kit/mutation/witness.ts'
import { a, abort, admit, b, batch, begin, enter, look, resolve, set } from '../calls.ts'

/** One call of a lane as batch.concurrent tells it. */
type Row = {
  readonly call_seq: number
  readonly return_seq: number
  readonly ok?: JsonObject
  readonly error?: JsonObject
}

/** A batch of lanes, run after `before` up to `repeat` times, and what must not be seen in its history. */
const interleaving = (
  before: readonly Call[],
  lanes: readonly (readonly Call[])[],
  wrong: (results: readonly (readonly Row[])[], rounds: number) => boolean,
  repeat = 1,
): Witness => ({
  calls: [...before, batch(lanes, { repeat })],
  wrong: ({ ok }: Reply) => {
    const { results, rounds } = ok as unknown as { results: readonly (readonly Row[])[]; rounds: number }
    return wrong(results, rounds)
  },
})

const times = (count: number, ...calls: Call[]): Call[] => Array.from({ length: count }, () => calls).flat()
const succeeded = (lanes: readonly (readonly Row[])[]): number =>
  lanes.flat().filter(({ ok }) => ok !== undefined).length

/** A cutover with epoch 3 passes while fifteen lanes ask the gate about just that stamp, which is never admissible. */
const overCutover = [
  [begin('p', b), enter('p'), abort('p')],
  ...Array.from({ length: 15 }, () => times(12, admit('p', '3'))),
]

/** A batch ends before these rounds when an epoch went down. */
const rounds = 40

/** Faults that show only while calls overlap. */
export const interleavings: Witnesses = {
  'resolve-joins-two-reads': interleaving(
    [set('p', a)],
    [times(20, set('p', a), set('p', b)), times(40, resolve('p')), times(40, look('p'))],
    ([, resolved = [], stated = []]) => {
      const placements = new Map<Json, Json>()
      for (const { ok } of stated)
        placements.set(ok?.epoch ?? null, ((ok as JsonObject).state as { placement: Json }).placement)
      return resolved.some(
        ({ ok = {} }) => placements.has(ok.epoch ?? null) && placements.get(ok.epoch ?? null) !== ok.placement,
      )
    },
  ),
  'entry-vanishes-while-it-is-replaced': interleaving(
    [set('p', a)],
    [times(5, set('p', b)), times(20, resolve('p'))],
    ([, resolved = []]) => resolved.some(({ ok }) => ok?.found === false),
  ),
  'begin-takes-no-lock': interleaving(
    [set('p', a)],
    times(8, begin('p', b)).map((call) => [call]),
    (lanes) => succeeded(lanes) > 1,
  ),
  'complete-and-abort-race': interleaving(
    [set('p', a), begin('p', b)],
    times(8, abort('p')).map((call) => [call]),
    (lanes) => succeeded(lanes) > 1,
  ),
  'set-draws-its-epoch-before-the-lock': interleaving(
    [set('p', a)],
    [...times(4, set('p', a)).map((call) => times(10, call)), times(60, look('p'))],
    (_, done) => done < rounds,
    rounds,
  ),
  'cutover-publishes-its-epoch-first': interleaving([set('p', a)], overCutover, ([, ...gates]) =>
    gates.flat().some(({ ok }) => ok?.admission === 'admit'),
  ),
  'gate-reads-epoch-before-phase': interleaving([set('p', a)], overCutover, ([, ...gates]) =>
    gates.flat().some(({ ok }) => ok?.admission === 'admit'),
  ),
  'busy-store-reports-backend': interleaving(
    [],
    times(4, set('p', a)).map((call) => times(5, call)),
    (lanes) => lanes.flat().some(({ error }) => error?.code === 'backend'),
  ),
}
