import type { ModelSimulator } from '../../../machines/model/walk.ts'
import type { Call, Reply } from '../../../spec/adapter.ts'
import type { Adapter } from '../adapters/adapter.ts'
import { IutStopped } from '../adapters/fault.ts'
import type { Case } from '../check.ts'
import type { CaseContext } from '../judging/case-context.ts'
import { AnswerOutsideSchema, CaseJudge, type PlannedCall, rawLine, type Sent } from '../judging/case-judge.ts'
import type { CaseResult } from '../judging/case-result.ts'
import { isModelOnly } from '../judging/model-only.ts'

const performed: Reply = { ok: {} }

/** Runs one case on an adapter and judges every answer; the case ends at the first divergence. Rejects with `HarnessFault`. */
export async function runCase(adapter: Adapter, subject: Case, context: CaseContext): Promise<CaseResult> {
  const driver = new CaseDriver(adapter, subject, context)
  try {
    // What is translated depends on the answers before it.
    if (context.planner === undefined || context.translation !== undefined) await driver.lockstep()
    else await driver.pipelined(context.planner)
  } catch (error) {
    const { judge, pending } = driver
    if (error instanceof IutStopped)
      return judge.stopped({ kind: error.kind, message: error.message, stderr: error.stop.stderr }, pending)
    if (error instanceof AnswerOutsideSchema)
      return judge.stopped({ kind: 'schema', message: error.message, stderr: adapter.stderr() }, pending)
    throw error
  }
  return driver.judge.finish()
}

/** Sends the calls of one case: each input, and after it the queries that show its effect. */
class CaseDriver {
  readonly judge: CaseJudge
  /** The call whose answer is awaited or judged. */
  pending: Sent
  readonly #opening: PlannedCall

  constructor(
    readonly adapter: Adapter,
    readonly subject: Case,
    readonly context: CaseContext,
  ) {
    const reset = { op: 'reset', params: subject.configuration }
    this.#opening = { step: 0, probe: false, input: reset }
    this.pending = { planned: this.#opening, input: reset, call: reset }
    this.judge = new CaseJudge(subject, context)
  }

  /** Call by call: the queries are those of the model's state after the answer. */
  async lockstep(): Promise<void> {
    const { oracle, model } = this.context
    await this.#send(this.#opening)
    for (const [at, input] of this.subject.inputs.entries()) {
      if (this.judge.ended) return
      const sent = this.#send({ step: at + 1, probe: false, input })
      // An answer that is there already is not awaited, which in process would cost as much as judging it.
      const done = sent instanceof Promise ? await sent : sent
      if (!done || this.judge.ended || this.subject.unprobed === true) continue
      if (model === undefined || oracle === undefined) continue
      oracle.settle()
      for (const probe of model.probes(input, oracle.known, this.subject.thorough === true)) {
        const probed = this.#send({ step: at + 1, probe: true, input: probe })
        if (probed instanceof Promise) await probed
        if (this.judge.ended) return
      }
    }
  }

  /** In bursts, as far as the parameters of the next calls are known. */
  async pipelined(planner: ModelSimulator): Promise<void> {
    const plan = this.#plan(planner)
    for (let at = 0; at < plan.length && !this.judge.ended; ) {
      const burst: Sent[] = []
      for (; at < plan.length; at++) {
        const planned = plan[at] as PlannedCall
        const params = this.judge.environment.concrete(planned.input.params)
        if (params === undefined) {
          if (burst.length > 0) break
          continue
        }
        if (planned.input.op === rawLine) {
          if (burst.length > 0) break
          await this.#send(planned)
          if (this.judge.ended) return
          continue
        }
        burst.push(this.judge.sent(planned, { op: planned.input.op, params }))
      }
      await this.#sendAll(burst)
    }
  }

  async #sendAll(burst: readonly Sent[]): Promise<void> {
    const sent = burst.filter(({ call }) => !isModelOnly(call.op))
    this.pending = sent[0] ?? this.pending
    const replies = sent.length === 0 ? [] : await this.adapter.burst(sent.map(({ call }) => call))
    let answered = 0
    for (const each of burst) {
      if (this.judge.ended) return
      this.#receive(each, isModelOnly(each.call.op) ? performed : (replies[answered++] as Reply))
    }
  }

  #plan(planner: ModelSimulator): PlannedCall[] {
    planner.restart()
    const plan: PlannedCall[] = [this.#opening]
    for (const [at, input] of this.subject.inputs.entries()) {
      plan.push({ step: at + 1, probe: false, input })
      if (this.judge.malformed(input)) continue
      planner.perform(input)
      if (this.subject.unprobed === true) continue
      for (const probe of planner.model.probes(input, planner.known, this.subject.thorough === true))
        plan.push({ step: at + 1, probe: true, input: probe })
    }
    return plan
  }

  /** Sends and judges one call; false if a symbol that it needs was never answered. */
  #send(planned: PlannedCall): boolean | Promise<boolean> {
    const params = this.judge.environment.concrete(planned.input.params)
    if (params === undefined) return false
    const sent = this.judge.sent(planned, { op: planned.input.op, params })
    this.pending = sent
    const answer = this.#answer(sent.call)
    if (answer instanceof Promise) return answer.then((reply) => this.#receive(sent, reply))
    return this.#receive(sent, answer)
  }

  #answer({ op, params }: Call): Reply | Promise<Reply> {
    if (isModelOnly(op)) return performed
    if (op !== rawLine) return this.adapter.request(op, params)
    const bytes = Buffer.from(String(params.hex), 'hex')
    return this.adapter.raw?.(bytes) ?? { unsupported: 'an implementation in process has no lines' }
  }

  #receive(sent: Sent, reply: Reply): true {
    this.pending = sent
    this.judge.judge(sent, reply)
    return true
  }
}
