import { readAnswer, requestLine } from '../conformance/kit/adapters/envelope.ts'
import { type Benchmark, interleaved, perSecond } from './measure.ts'

/** Answers as an osproxy adapter gives them, in the mix of a walk: changes, refusals, states, lookups, admissions. */
const answers = [
  { ok: { epoch: '17' } },
  {
    ok: {
      found: true,
      state: {
        state: 'migrating',
        from: { kind: 'dedicated_cluster', cluster: 'a' },
        to: { kind: 'dedicated_index', cluster: 'b', index: 'i' },
        phase: 'draining',
      },
      epoch: '17',
    },
  },
  { ok: { found: true, placement: { kind: 'dedicated_cluster', cluster: 'a' }, epoch: '17', phase: 'draining' } },
  { ok: { admission: 'admit' } },
  { error: { code: 'already_migrating', message: 'p0 is already migrating', retryable: false } },
]
const count = 1000

/** Strict reading of reply lines with the checks of the envelope, against `JSON.parse` alone; and making request lines. */
export const jsonLines: Benchmark = {
  id: 'json-lines',
  explain: 'Reply lines of an osproxy adapter read strictly (duplicate members, surrogates, nesting, envelope).',
  run: async () => {
    const lines = Array.from({ length: count }, (_, at) =>
      JSON.stringify({ id: at + 1, ...answers[at % answers.length] }),
    )
    const call = {
      op: 'store.begin_migration',
      params: { partition: 'p0', to: { kind: 'dedicated_cluster', cluster: 'a' } },
    }
    let kept: unknown
    const each = (take: (line: string, at: number) => unknown) => () => {
      for (let at = 0; at < count; at++) kept = take(lines[at] as string, at)
      return count
    }
    const rates = await interleaved({
      read: each((line) => readAnswer(line)),
      parse: each((line) => JSON.parse(line)),
      write: each((_, at) => requestLine(at + 1, call)),
      stringify: each((_, at) => JSON.stringify({ id: at + 1, ...call })),
    })
    if (kept === undefined) throw new Error('nothing was read')
    return [
      {
        what: 'reply line, strict parse and envelope',
        measured: perSecond(rates.of.read),
        yardstick: `JSON.parse ${perSecond(rates.of.parse)}`,
        ratio: `overhead ${rates.ratio('parse', 'read').toFixed(2)}`,
        target: '',
        met: undefined,
      },
      {
        what: 'request line',
        measured: perSecond(rates.of.write),
        yardstick: `JSON.stringify ${perSecond(rates.of.stringify)}`,
        ratio: `overhead ${rates.ratio('stringify', 'write').toFixed(2)}`,
        target: '',
        met: undefined,
      },
    ]
  },
}
