import { expect, test } from 'vitest'
import { linearize, type SequentialSpecification, type TimedCall } from './linearizability.ts'

type Call = { readonly write: number } | { readonly read: number } | { readonly swap: number; readonly got: number }

/** A register that starts at 0. */
const register: SequentialSpecification<number, Call> = {
  initial: 0,
  apply: (state, call) => {
    if ('write' in call) return [call.write]
    if ('swap' in call) return call.got === state ? [call.swap] : []
    return call.read === state ? [state] : []
  },
  key: String,
}

const at = (called: number, returned: number, call: Call): TimedCall<Call> => ({ called, returned, call })
const calls = (found: ReturnType<typeof linearize<number, Call>>) => found.order?.map(({ call }) => call)

test('an order that keeps real time is found, and told', () => {
  const found = linearize(register, [at(0, 5, { write: 1 }), at(1, 2, { read: 0 }), at(3, 4, { read: 1 })])
  expect(calls(found)).toEqual([{ read: 0 }, { write: 1 }, { read: 1 }])
})

test('a value that is read again after a newer one has no order', () => {
  const found = linearize(register, [at(0, 9, { write: 1 }), at(1, 2, { read: 1 }), at(3, 4, { read: 0 })])
  expect(found.order).toBeUndefined()
  expect('stuck' in found && found.stuck.map(({ call }) => call)).toContainEqual({ read: 0 })
})

test('calls that do not overlap keep their order', () => {
  expect(
    linearize(register, [at(0, 1, { write: 1 }), at(2, 3, { write: 2 }), at(4, 5, { read: 1 })]).order,
  ).toBeUndefined()
  expect(
    linearize(register, [at(0, 3, { write: 1 }), at(1, 2, { write: 2 }), at(4, 5, { read: 1 })]).order,
  ).toBeDefined()
})

test('a call that begins where another one returns comes after it', () => {
  expect(linearize(register, [at(0, 1, { write: 1 }), at(2, 3, { read: 0 })]).order).toBeUndefined()
})

test('the end of the order must be acceptable', () => {
  const history = [at(0, 3, { write: 1 }), at(1, 2, { write: 2 })]
  expect(linearize(register, history, (final) => final === 1).order).toBeDefined()
  expect(linearize(register, history, (final) => final === 2).order).toBeDefined()
  expect(linearize(register, history, (final) => final === 3).order).toBeUndefined()
})

test('an answer with several effects is followed through each of them', () => {
  const perhaps: SequentialSpecification<number, Call> = {
    ...register,
    apply: (state, call) => ('write' in call ? [state, call.write] : register.apply(state, call)),
  }
  for (const read of [0, 1])
    expect(linearize(perhaps, [at(0, 1, { write: 1 }), at(2, 3, { read })]).order).toBeDefined()
  expect(linearize(perhaps, [at(0, 1, { write: 1 }), at(2, 3, { read: 2 })]).order).toBeUndefined()
})

test('an empty history is in order', () => {
  expect(linearize(register, []).order).toEqual([])
})

test('of simultaneous swaps only one chain is legal', () => {
  const chain = [3, 1, 2, 0].map((value, lane) => at(lane, 10 + lane, { swap: value + 1, got: value }))
  expect(calls(linearize(register, chain))?.map((call) => 'swap' in call && call.swap)).toEqual([1, 2, 3, 4])
})

/** Four lanes of three calls whose intervals all overlap as far as lanes allow, and in which one read is impossible. */
function worst(lanes: number, each: number): TimedCall<Call>[] {
  const total = lanes * each
  return Array.from({ length: total }, (_, place) => {
    const step = Math.floor(place / lanes)
    return at(step * 2 * lanes + (place % lanes), (step + 1) * 2 * lanes - 1 - (place % lanes), { write: place + 1 })
  }).concat([at(0, 4 * total, { read: -1 })])
}

test('12 calls in 4 lanes that cannot be ordered are refused within a second of processor time, also if all 12 overlap', () => {
  const begun = process.cpuUsage()
  expect(linearize(register, worst(4, 3)).order).toBeUndefined()
  expect(linearize(register, worst(12, 1)).order).toBeUndefined()
  const { user, system } = process.cpuUsage(begun)
  expect(user + system).toBeLessThan(1_000_000)
})

test('a history that is too long to search is refused, not searched for ever', () => {
  expect(() =>
    linearize(
      register,
      Array.from({ length: 65 }, (_, n) => at(2 * n, 2 * n + 1, { read: 0 })),
    ),
  ).toThrow(/64/)
})
