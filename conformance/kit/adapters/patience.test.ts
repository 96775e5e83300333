import { expect, test } from 'vitest'
import { hardLimit, type Look, Patience, type Usage, type WaitJudgement } from './patience.ts'

const second = 1_000
const bound_s = 10

/** What happens in each second of a wait, as shares of it: the implementation's use and delay, and the kit's own. */
interface Second {
  readonly iut?: readonly [used: number, delayed: number]
  readonly kit?: readonly [used: number, delayed: number]
  /** How long the second took by the clock. */
  readonly took_s?: number
}

/** The seconds until a judgement falls, and which. */
function judged(each: Second): { readonly after_s: number; readonly judgement: WaitJudgement; readonly busy: boolean } {
  const usage = (shares: readonly [number, number], at: number): Usage => ({
    used_ms: shares[0] * at * second,
    delayed_ms: shares[1] * at * second,
  })
  const look = (at: number): Look => ({
    at_ms: at * (each.took_s ?? 1) * second,
    kit: usage(each.kit ?? [0.001, 0], at),
    iut: each.iut === undefined ? undefined : usage(each.iut, at),
  })
  const patience = new Patience(bound_s * second, second, look(0))
  for (let at = 1; at < 1_000; at++) {
    const judgement = patience.look(look(at))
    if (judgement !== 'wait') return { after_s: at, judgement, busy: patience.busy }
  }
  throw new Error('a wait has an end')
}

/** A kit that gets a tenth of what it wants. */
const starved = [0.001, 0.009] as const

test.each([
  ['idle on an idle machine', { iut: [0, 0] }, 10, false],
  ['stopped by a signal, or waiting for a lock', { iut: [0.000001, 0] }, 10, false],
  ['computing on an idle machine', { iut: [1, 0] }, 10, true],
  ['computing on four processors', { iut: [4, 0] }, 10, true],
  ['behind a socket on an idle machine', {}, 10, false],
  ['one busy loop among 24 others on two processors', { iut: [1 / 13, 12 / 13], kit: starved }, 130, true],
  ['idle while the machine is starved', { iut: [0, 0], kit: starved }, 40, false],
  ['half denied: what it needs in 10 s takes it 20 s', { iut: [0.5, 0.5] }, 20, true],
  ['four threads on one processor: what four would need 10 s for', { iut: [1, 3] }, 40, true],
] satisfies [string, Second, number, boolean][])('%s: silence in bounded time', (_, each, after_s, busy) => {
  const found = judged(each)
  expect(found).toMatchObject({ judgement: 'silence', busy })
  expect(Math.abs(found.after_s - after_s)).toBeLessThanOrEqual(1)
})

test.each([
  ['ready to run, and never given a processor', { iut: [0.001, 0.999], kit: starved }],
  ['behind a socket of a starved machine', { kit: [0.0001, 0.0099] }],
] satisfies [string, Second][])('%s: starved, which is no verdict', (_, each) => {
  expect(judged(each)).toMatchObject({ judgement: 'starved', after_s: bound_s * hardLimit })
})

test('a kit that comes late counts its usual interval, not what it slept through', () => {
  expect(judged({ iut: [0, 0], took_s: 5 })).toMatchObject({ judgement: 'silence', after_s: 10 })
  expect(judged({ iut: [5, 0], took_s: 5 })).toMatchObject({ judgement: 'silence', after_s: 10 })
})
