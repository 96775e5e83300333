import type { Call, Reply } from '../../../spec/adapter.ts'
import type { Adapter } from '../adapters/adapter.ts'
import { IutStopped } from '../adapters/fault.ts'
import type { Case } from '../check.ts'
import type { CaseContext } from '../judging/case-context.ts'
import { CaseJudge } from '../judging/case-judge.ts'
import type { CaseResult } from '../judging/case-result.ts'
import { judgeGrowth, type MemoryReading, showGrowth, warmUp } from '../judging/growth.ts'
import type { Target } from './target.ts'

/** Calls on their way at once. */
const together = 512

/**
 * Repeats the inputs of a case on a fresh process for as long as its memory grows. Memory that grows without bound, or a stop, is
 * the implementation's failure if it is seen on a second fresh process too. Rejects with `HarnessFault`.
 */
export async function runRounds(target: Target, subject: Case, context: CaseContext): Promise<CaseResult> {
  const first = await once(target, subject, context)
  if (first.stop?.kind === 'starved') return { ...first, unconfirmed: first.stop.message }
  if (first.stop === undefined && first.violations.length === 0) return first
  const second = await once(target, subject, context)
  if (second.stop?.kind === 'starved') return { ...second, unconfirmed: second.stop.message }
  if (first.stop === undefined || second.stop !== undefined) return second
  return { ...second, unconfirmed: `${first.stop.message}; not seen again on a fresh process` }
}

async function once(target: Target, subject: Case, context: CaseContext): Promise<CaseResult> {
  const result = await new Rounds(await target.renew(), subject, context).result()
  // What this process has grown by is of no concern to the next case.
  await target.close()
  return result
}

class Rounds {
  readonly #calls: readonly Call[]
  #replies: readonly Reply[] = []

  constructor(
    readonly adapter: Adapter,
    readonly subject: Case,
    readonly context: CaseContext,
  ) {
    this.#calls = subject.inputs
  }

  /** How the memory moved, or how the implementation stopped. The transcript holds the last round alone. */
  async result(): Promise<CaseResult> {
    try {
      return this.#judged(await this.#readings())
    } catch (error) {
      if (error instanceof IutStopped) return this.#stopped(error)
      throw error
    }
  }

  async #readings(): Promise<readonly MemoryReading[]> {
    const readings: MemoryReading[] = []
    await this.adapter.burst([{ op: 'reset', params: this.subject.configuration }])
    for (let rounds = 0; judgeGrowth(readings, this.subject.rounds) === 'open'; ) {
      const goal = rounds === 0 ? warmUp : 2 * rounds
      await this.#repeat(goal - rounds)
      rounds = goal
      readings.push({ rounds, resident: this.adapter.memory?.() ?? 0 })
    }
    return readings
  }

  #judged(readings: readonly MemoryReading[]): CaseResult {
    const reset = { step: 0, probe: false, op: 'reset', params: this.subject.configuration, reply: { ok: {} } }
    const exchanges = this.#calls.map(({ op, params }, at) => {
      const reply = this.#replies[this.#replies.length - this.#calls.length + at] ?? { ok: {} }
      return { step: at + 1, probe: false, op, params, reply }
    })
    const { robustness: requirement } = this.context
    const shared = {
      exchanges: [reset, ...exchanges],
      exercised: new Map([[requirement, 1]]),
      transitions: new Set<string>(),
    }
    if (judgeGrowth(readings, this.subject.rounds) !== 'unbounded') return { ...shared, violations: [] }
    const [allowed, got] = ['memory that does not grow with every round', `${showGrowth(readings)} rounds`]
    const exchange = exchanges[exchanges.length - 1] ?? reset
    const found = {
      requirement,
      facet: 'effects',
      judge: 'memory',
      transitions: [],
      exchange,
      allowed,
      got,
      secondary: false,
    } as const
    return { ...shared, violations: [found] }
  }

  async #repeat(rounds: number): Promise<void> {
    const each = Math.max(1, Math.floor(together / this.#calls.length))
    for (let done = 0; done < rounds; done += each) {
      const burst = Array.from({ length: Math.min(each, rounds - done) }, () => this.#calls).flat()
      this.#replies = await this.adapter.burst(burst)
    }
  }

  #stopped({ kind, message, stop: { stderr }, answered }: IutStopped): CaseResult {
    const at = answered.length % this.#calls.length
    const { op, params } = this.#calls[at] as Call
    const planned = { step: at + 1, probe: false, input: { op, params } }
    return new CaseJudge(this.subject, this.context).stopped(
      { kind, message, stderr },
      { planned, input: { op, params }, call: { op, params } },
    )
  }
}
