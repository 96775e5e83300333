import type { Call } from '../../../spec/adapter.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { abort, admit, begin, cluster, enter, index, resolve, set, state } from './calls.ts'

/** One call of a lane as batch.concurrent tells it. */
export type Row = {
  readonly call_seq: number
  readonly return_seq: number
  readonly ok?: JsonObject
  readonly error?: JsonObject
}

/** A batch of lanes, run after `before`, and what must not be seen in its history. */
export interface Interleaving {
  readonly before: readonly Call[]
  readonly lanes: readonly (readonly Call[])[]
  readonly wrong: (results: readonly (readonly Row[])[], rounds: number) => boolean
}

const [a, b] = [cluster('a'), index('b', 'i')]
const times = (count: number, ...calls: Call[]): Call[] => Array.from({ length: count }, () => calls).flat()
const succeeded = (lanes: readonly (readonly Row[])[]): number =>
  lanes.flat().filter(({ ok }) => ok !== undefined).length

/** A cutover with epoch 3 passes while fifteen lanes ask the gate about just that stamp, which is never admissible. */
const overCutover = [
  [begin('p', b), enter('p'), abort('p')],
  ...Array.from({ length: 15 }, () => times(12, admit('p', '3'))),
]

/** Rounds that a batch is repeated; it ends earlier when an epoch went down. */
export const rounds = 40

/** Faults that show only while calls overlap. */
export const interleavings: Readonly<Record<string, Interleaving>> = {
  'resolve-joins-two-reads': {
    before: [set('p', a)],
    lanes: [times(20, set('p', a), set('p', b)), times(40, resolve('p')), times(40, state('p'))],
    wrong: ([, resolved = [], stated = []]) => {
      const placements = new Map<Json, Json>()
      for (const { ok } of stated)
        placements.set(ok?.epoch ?? null, ((ok as JsonObject).state as { placement: Json }).placement)
      return resolved.some(
        ({ ok = {} }) => placements.has(ok.epoch ?? null) && placements.get(ok.epoch ?? null) !== ok.placement,
      )
    },
  },
  'entry-vanishes-while-it-is-replaced': {
    before: [set('p', a)],
    lanes: [times(5, set('p', b)), times(20, resolve('p'))],
    wrong: ([, resolved = []]) => resolved.some(({ ok }) => ok?.found === false),
  },
  'begin-takes-no-lock': {
    before: [set('p', a)],
    lanes: times(8, begin('p', b)).map((call) => [call]),
    wrong: (lanes) => succeeded(lanes) > 1,
  },
  'complete-and-abort-race': {
    before: [set('p', a), begin('p', b)],
    lanes: times(8, abort('p')).map((call) => [call]),
    wrong: (lanes) => succeeded(lanes) > 1,
  },
  'set-draws-its-epoch-before-the-lock': {
    before: [set('p', a)],
    lanes: [...times(4, set('p', a)).map((call) => times(10, call)), times(60, state('p'))],
    wrong: (_, done) => done < rounds,
  },
  'cutover-publishes-its-epoch-first': {
    before: [set('p', a)],
    lanes: overCutover,
    wrong: ([, ...gates]) => gates.flat().some(({ ok }) => ok?.admission === 'admit'),
  },
  'gate-reads-epoch-before-phase': {
    before: [set('p', a)],
    lanes: overCutover,
    wrong: ([, ...gates]) => gates.flat().some(({ ok }) => ok?.admission === 'admit'),
  },
  'busy-store-reports-backend': {
    before: [],
    lanes: times(4, set('p', a)).map((call) => times(5, call)),
    wrong: (lanes) => lanes.flat().some(({ error }) => error?.code === 'backend'),
  },
}
