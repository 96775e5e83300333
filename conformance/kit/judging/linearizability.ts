import { CutoverError } from '../../../spec/error.ts'

/** One call of a history: sequence numbers of one counter, taken directly before the call and directly after its return. */
export interface TimedCall<Call> {
  readonly called: number
  readonly returned: number
  readonly call: Call
}

/** What a history is compared with: an object that serves one call at a time. */
export interface SequentialSpecification<State, Call> {
  readonly initial: State
  /** States in which the call, with the answer that it got, may leave the object; empty if it cannot be answered so. */
  readonly apply: (state: State, call: Call) => readonly State[]
  /** Equal for equal states, and for them only. */
  readonly key: (state: State) => string
}

export type Linearization<State, Call> =
  | { readonly order: readonly TimedCall<Call>[]; readonly final: State }
  /** The longest legal beginning, and the calls of which none can come next. */
  | {
      readonly order?: undefined
      readonly longest: readonly TimedCall<Call>[]
      readonly stuck: readonly TimedCall<Call>[]
    }

/**
 * Looks for an order of the calls that keeps real time - a call that returned before another one began comes first - and that
 * the specification allows, ending in a state for which `accepts` holds. The search is that of Wing and Gong with the
 * memory of Lowe: a set of calls done and a state are tried once. Time and memory grow with the number of such pairs, which
 * for n lanes of m calls is at most (m + 1)^n times the states. Throws `CUT-HISTORY-LENGTH` beyond 64 calls.
 */
export function linearize<State, Call>(
  specification: SequentialSpecification<State, Call>,
  history: readonly TimedCall<Call>[],
  accepts: (final: State) => boolean = () => true,
): Linearization<State, Call> {
  if (history.length > longestHistory)
    throw new CutoverError(
      'CUT-HISTORY-LENGTH',
      `a history of at most ${longestHistory} calls can be searched; got ${history.length}`,
    )
  const operations = [...history].sort((one, other) => one.called - other.called)
  const everything = (1n << BigInt(operations.length)) - 1n
  const tried = new Set<string>()
  let longest: readonly TimedCall<Call>[] = []
  let stuck: readonly TimedCall<Call>[] = []
  const stack: { done: bigint; state: State; order: Chain<TimedCall<Call>> | undefined; length: number }[] = [
    { done: 0n, state: specification.initial, order: undefined, length: 0 },
  ]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { done, state, order, length } = at
    if (done === everything && accepts(state)) return { order: listed(order), final: state }
    const next = candidates(operations, done)
    if (length >= longest.length) {
      longest = listed(order)
      stuck = next.map((place) => operations[place] as TimedCall<Call>)
    }
    for (const place of next) {
      const operation = operations[place] as TimedCall<Call>
      const after = done | (1n << BigInt(place))
      for (const left of specification.apply(state, operation.call)) {
        const seen = `${after} ${specification.key(left)}`
        if (tried.has(seen)) continue
        tried.add(seen)
        stack.push({ done: after, state: left, order: { item: operation, before: order }, length: length + 1 })
      }
    }
  }
  return { longest, stuck }
}

const longestHistory = 64

interface Chain<T> {
  readonly item: T
  readonly before: Chain<T> | undefined
}

function listed<T>(chain: Chain<T> | undefined): T[] {
  const items: T[] = []
  for (let at = chain; at !== undefined; at = at.before) items.unshift(at.item)
  return items
}

/** Calls that may come next: those that began before the first return among all that are not done. */
function candidates(operations: readonly TimedCall<unknown>[], done: bigint): number[] {
  let horizon = Number.POSITIVE_INFINITY
  const open: number[] = []
  for (const [place, { called, returned }] of operations.entries()) {
    if (called > horizon) break
    if (((done >> BigInt(place)) & 1n) === 1n) continue
    open.push(place)
    if (returned < horizon) horizon = returned
  }
  return open.filter((place) => (operations[place] as TimedCall<unknown>).called < horizon)
}
