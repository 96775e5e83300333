import type { Call, Implementation, Reply } from '../../../spec/adapter.ts'

/**
 * What tells an altered implementation from the reference: calls after a reset, which both answer alike but for the last one.
 * Where the last reply depends on a schedule, `wrong` says which replies the reference never gives.
 */
export interface Witness {
  readonly calls: readonly Call[]
  readonly wrong?: (last: Reply) => boolean
}

/** Witnesses by the name of what they tell apart: its id without the protocol. */
export type Witnesses = Readonly<Record<string, Witness | readonly Call[]>>

/** Replies that part two implementations, by their place among the calls; empty if the witness does not tell them apart. */
export function differingReplies(
  witness: Witness | readonly Call[],
  reference: Implementation,
  altered: Implementation,
): readonly number[] {
  const { calls, wrong }: Witness = 'calls' in witness ? witness : { calls: witness }
  const [expected, got] = [answers(reference, calls), answers(altered, calls)]
  const last = calls.length - 1
  return [...calls.keys()].filter((at) => {
    const [one, other] = [expected[at] as ReplyOrStop, got[at] as ReplyOrStop]
    if (at < last || wrong === undefined) return textOf(one) !== textOf(other)
    return typeof one === 'object' && typeof other === 'object' && !wrong(one) && wrong(other)
  })
}

/** A reply, or what came in its place: a crash, or an answer that is held back. */
type ReplyOrStop = Reply | string

function answers(implementation: Implementation, calls: readonly Call[]): readonly ReplyOrStop[] {
  implementation.request('reset', {})
  return calls.map(({ op, params }) => {
    try {
      const reply = implementation.request(op, params)
      return reply instanceof Promise ? 'held back' : reply
    } catch (error) {
      return `crash: ${String(error)}`
    }
  })
}

function textOf(answer: ReplyOrStop): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer)
}
