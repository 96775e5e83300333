import type { Facet, Transition } from '../../../machines/chart/chart.ts'
import type { Input, Model, Setting } from '../../../machines/model/model.ts'
import type { Rehearsal } from '../../../machines/model/walk.ts'
import type { Call, Reply } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Adapter } from '../adapters/adapter.ts'
import { IutStopped } from '../adapters/fault.ts'
import type { Case } from '../check.ts'
import { showExpectation, showReply } from '../judging/compare.ts'
import { Environment } from '../judging/environment.ts'
import type { Exchange, Monitor, Report } from '../judging/monitor.ts'
import type { Oracle } from '../judging/oracle.ts'

/** One requirement that one case violates, at the exchange where it shows. */
export interface Violation {
  readonly requirement: string
  readonly facet: Facet
  /** Check or monitor that noticed. */
  readonly judge: string
  readonly exchange: Exchange
  readonly allowed: string
  readonly got: string
}

/**
 * The implementation crashed, fell silent or answered outside the schema; the caller replays before it blames. What a starved
 * machine did not let it answer is nobody's failure.
 */
export interface Stop {
  readonly kind: 'crash' | 'silence' | 'schema' | 'starved'
  /** Step of the call that got no answer; exact after a lockstep run. */
  readonly step: number
  readonly call: Call
  readonly message: string
  /** The last that its process wrote for people. */
  readonly stderr: string
}

export interface CaseResult {
  readonly exchanges: readonly Exchange[]
  readonly violations: readonly Violation[]
  /** Requirements whose antecedent held, with how often. */
  readonly exercised: ReadonlyMap<string, number>
  readonly transitions: ReadonlySet<string>
  readonly stop?: Stop
}

/** What judges a case: the model, if the check has one, and monitors. */
export interface Bench {
  readonly catalogue: Catalogue
  readonly setting: Setting
  readonly model: Model | undefined
  readonly monitors: readonly Monitor[]
  /** Requirements exercised by a call whose parameters are malformed. */
  readonly malformed: readonly string[]
  /** The requirement that a crash, a hang or an answer outside the schema violates. */
  readonly robustness: string
  /** The requirements of the check. */
  readonly claims: readonly string[]
  /** The chart oracle of `model`; one oracle serves many cases. */
  readonly oracle: Oracle | undefined
  /** A second instance of the model that plans ahead of the answers; with it, calls are sent in bursts. */
  readonly planner: Rehearsal | undefined
}

interface Planned {
  readonly step: number
  readonly probe: boolean
  readonly input: Input
}

/** Stands for a requirement where a divergence has none. */
export const unattributed = 'unattributed'

class AnswerOutsideSchema extends Error {}

/** The kit's own part of the system: performed by the model, never sent; what the kit does exercises no requirement. */
const own = (op: string): boolean => op.charCodeAt(0) === 36
const performed: Reply = { ok: {} }
/** Bytes that are no request, as hex in the parameter of the same name; for adapters with real lines. */
export const rawLine = '!line'

/** Runs one case on an adapter and judges every answer; the case ends at the first divergence. */
export async function runCase(adapter: Adapter, subject: Case, bench: Bench): Promise<CaseResult> {
  const run = new Run(subject, bench)
  try {
    if (bench.planner === undefined) await run.lockstep(adapter)
    else await run.pipelined(adapter, bench.planner)
  } catch (error) {
    if (error instanceof IutStopped) return run.stopped(error.kind, error.message, error.stop.stderr)
    if (error instanceof AnswerOutsideSchema) return run.stopped('schema', error.message, adapter.stderr())
    throw error
  }
  return run.finish()
}

class Run {
  readonly #exchanges: Exchange[] = []
  readonly #violations: Violation[] = []
  readonly #exercised = new Map<string, number>()
  /** Transitions taken, with how often the implementation took them. */
  readonly #taken = new Map<Transition, number>()
  readonly #memories: { monitor: Monitor; memory: unknown; report: Report }[] = []
  readonly #environment: Environment
  readonly #opening: Planned
  #ended = false
  #current: Exchange | undefined
  #pending: { planned: Planned; call: Call }
  /** What the last step that was no query did: its transitions carry the requirements that probes show broken. */
  #cause: { fired: readonly Transition[]; actors: readonly string[] } | undefined

  constructor(
    readonly subject: Case,
    readonly bench: Bench,
  ) {
    const reset = { op: 'reset', params: subject.configuration }
    this.#opening = { step: 0, probe: false, input: reset }
    this.#pending = { planned: this.#opening, call: reset }
    bench.oracle?.start()
    this.#environment = bench.oracle?.environment ?? new Environment()
    for (const monitor of bench.monitors) {
      const report: Report = {
        exercised: (requirement) => this.#count(requirement),
        violated: (requirement, facet, allowed, got) => this.#violate(requirement, facet, monitor.id, allowed, got),
      }
      this.#memories.push({ monitor, memory: monitor.start(subject.configuration, bench.setting), report })
    }
  }

  async lockstep(adapter: Adapter): Promise<void> {
    const { oracle, model } = this.bench
    await this.#send(adapter, this.#opening)
    for (const [at, input] of this.subject.inputs.entries()) {
      if (this.#ended) return
      const sent = this.#send(adapter, { step: at + 1, probe: false, input })
      // An answer that is there already is not awaited, which in process would cost as much as judging it.
      const done = sent instanceof Promise ? await sent : sent
      if (!done || this.#ended || model === undefined || oracle === undefined) continue
      oracle.settle()
      for (const probe of model.probes(input, oracle.known, this.subject.thorough === true)) {
        const probed = this.#send(adapter, { step: at + 1, probe: true, input: probe })
        if (probed instanceof Promise) await probed
        if (this.#ended) return
      }
    }
  }

  async pipelined(adapter: Adapter, planner: Rehearsal): Promise<void> {
    const plan = this.#plan(planner)
    for (let at = 0; at < plan.length && !this.#ended; ) {
      const burst: { planned: Planned; call: Call }[] = []
      for (; at < plan.length; at++) {
        const planned = plan[at] as Planned
        const params = this.#environment.concrete(planned.input.params)
        if (params === undefined) {
          if (burst.length > 0) break
          continue
        }
        if (planned.input.op === rawLine) {
          if (burst.length > 0) break
          await this.#send(adapter, planned)
          if (this.#ended) return
          continue
        }
        burst.push({ planned, call: { op: planned.input.op, params } })
      }
      if (burst.length === 0) continue
      const sent = burst.filter(({ call }) => !own(call.op))
      this.#pending = sent[0] ?? this.#pending
      const replies = sent.length === 0 ? [] : await adapter.burst(sent.map((item) => item.call))
      let answered = 0
      for (const { planned, call } of burst) {
        if (this.#ended) break
        this.#receive(planned, call, own(call.op) ? performed : (replies[answered++] as Reply))
      }
    }
  }

  /** The result of a run that the implementation did not let finish. `blamed` are the requirements that the pending call exercises. */
  stopped(kind: Stop['kind'], message: string, stderr: string): CaseResult {
    const { planned, call } = this.#pending
    const params = call.params
    const fired = this.bench.oracle?.judge(call.op, params, { unsupported: kind }, planned.step).fired ?? []
    const named = fired.flatMap(({ requirements }) => requirements.reply ?? Object.values(requirements).flat())
    const requirements = new Set([...(named.length > 0 ? named : this.#shown()), this.bench.robustness])
    this.#current = { step: planned.step, probe: planned.probe, op: call.op, params, reply: { unsupported: message } }
    if (this.#exchanges[this.#exchanges.length - 1]?.op !== call.op || kind !== 'schema')
      this.#exchanges.push(this.#current)
    for (const requirement of kind === 'starved' ? [] : requirements)
      this.#violate(requirement, 'reply', kind, 'an answer within the schema', message)
    return { ...this.#result(), stop: { kind, step: planned.step, call, message, stderr } }
  }

  /** What the check shows by this case, as far as it got; all that it shows if it got nowhere. */
  #shown(): readonly string[] {
    const taken = new Set([...this.#taken.keys()].flatMap(({ requirements }) => Object.values(requirements).flat()))
    const shown = this.bench.claims.filter((requirement) => taken.has(requirement) || this.#exercised.has(requirement))
    return shown.length > 0 ? shown : this.bench.claims
  }

  finish(): CaseResult {
    if (!this.#ended) for (const { monitor, memory, report } of this.#memories) monitor.end?.(memory, report)
    return this.#result()
  }

  #result(): CaseResult {
    for (const [transition, count] of this.#taken) {
      for (const requirements of Object.values(transition.requirements))
        for (const requirement of requirements) if (count > 0) this.#count(requirement, count)
    }
    return {
      exchanges: this.#exchanges,
      violations: this.#violations,
      exercised: this.#exercised,
      transitions: new Set([...this.#taken.keys()].map((transition) => transition.id)),
    }
  }

  #plan(planner: Rehearsal): Planned[] {
    planner.restart()
    const plan: Planned[] = [this.#opening]
    for (const [at, input] of this.subject.inputs.entries()) {
      plan.push({ step: at + 1, probe: false, input })
      if (this.#invalid(input)) continue
      planner.perform(input)
      for (const probe of planner.model.probes(input, planner.known, this.subject.thorough === true)) {
        plan.push({ step: at + 1, probe: true, input: probe })
      }
    }
    return plan
  }

  /** Sends and judges one call; false if a symbol that it needs was never answered. */
  #send(adapter: Adapter, planned: Planned): boolean | Promise<boolean> {
    const params = this.#environment.concrete(planned.input.params)
    if (params === undefined) return false
    const call: Call = { op: planned.input.op, params }
    this.#pending = { planned, call }
    const answer = own(call.op)
      ? performed
      : call.op === rawLine
        ? this.#raw(adapter, call)
        : adapter.request(call.op, params)
    if (answer instanceof Promise) return answer.then((reply) => this.#receive(planned, call, reply))
    return this.#receive(planned, call, answer)
  }

  #raw(adapter: Adapter, call: Call): Reply | Promise<Reply> {
    const bytes = Buffer.from(String(call.params.hex), 'hex')
    return adapter.raw?.(bytes) ?? { unsupported: 'an implementation in process has no lines' }
  }

  /** Malformed as it stands; what refers to a symbol is well formed once that is known. */
  #invalid(input: Input): boolean {
    const params = this.#environment.concrete(input.params)
    return !own(input.op) && params !== undefined && this.bench.catalogue.params(input.op, params) !== undefined
  }

  #receive(planned: Planned, call: Call, reply: Reply): true {
    this.#pending = { planned, call }
    const exchange: Exchange = { step: planned.step, probe: planned.probe, op: call.op, params: call.params, reply }
    this.#exchanges.push(exchange)
    this.#current = exchange
    if (planned !== this.#opening) this.#judge(planned, call, reply, exchange)
    else if (reply.ok === undefined) {
      throw new AnswerOutsideSchema(`reset with ${JSON.stringify(call.params)} is answered ok, not ${showReply(reply)}`)
    }
    return true
  }

  #judge(planned: Planned, call: Call, reply: Reply, exchange: Exchange): void {
    const { catalogue, oracle, malformed } = this.bench
    if (!own(call.op) && call.op !== rawLine && catalogue.params(call.op, call.params) !== undefined) {
      for (const requirement of malformed) this.#count(requirement)
      if (
        reply.error?.code !== 'invalid_params' &&
        !(
          catalogue.operation(call.op) === undefined &&
          (reply.unsupported !== undefined || reply.error?.code === 'unsupported_op')
        )
      ) {
        for (const requirement of malformed)
          this.#violate(requirement, 'reply', 'decoding', 'error invalid_params', showReply(reply))
        this.#ended = true
      }
      return
    }
    const fault =
      reply.ok !== undefined
        ? catalogue.result(call.op, reply.ok)
        : reply.error !== undefined
          ? catalogue.refusal(reply.error)
          : undefined
    if (fault !== undefined) throw new AnswerOutsideSchema(`${call.op}: ${fault}; got ${showReply(reply)}`)
    const violations = this.#violations.length
    for (const { monitor, memory, report } of this.#memories) monitor.judge(memory, exchange, report)
    if (this.#violations.length > violations) this.#ended = true
    if (oracle === undefined && reply.ok !== undefined) this.#environment.learn(planned.step, reply.ok)
    if (oracle === undefined || call.op === rawLine) return
    const { fired, actors, expected, comparison } = oracle.judge(call.op, call.params, reply, planned.step)
    const mine = own(call.op)
    for (const transition of fired) this.#taken.set(transition, (this.#taken.get(transition) ?? 0) + (mine ? 0 : 1))
    if (mine) return
    const query = planned.probe || catalogue.operation(call.op)?.query === true
    if (!query) this.#cause = { fired, actors }
    for (const difference of comparison.differences) {
      this.#ended = true
      const allowed = difference.path === '' ? difference.allowed : `${difference.path} ${difference.allowed}`
      const got = difference.path === '' ? difference.got : `${difference.path} ${difference.got}`
      // What does not come breaks what says when it comes, not what says what is in it.
      const late = difference.missing === true && fired.some(({ requirements }) => requirements.timing !== undefined)
      const facet = late ? 'timing' : difference.facet
      for (const requirement of this.#blamed(facet, fired, actors, query))
        this.#violate(requirement, facet, 'model', allowed, got)
    }
    if (this.#ended && comparison.differences.length > 0 && this.#violations.length === violations) {
      this.#violate(unattributed, 'reply', 'model', showExpectation(expected, this.#environment), showReply(reply))
    }
  }

  /**
   * The requirements of the transitions taken. A query that has none for the facet only shows what the change before it did,
   * and blames that change as far as it touched the same role.
   */
  #blamed(facet: Facet, fired: readonly Transition[], actors: readonly string[], query: boolean): readonly string[] {
    const own = fired.flatMap((transition) => transition.requirements[facet] ?? [])
    if (own.length > 0) return [...new Set(own)]
    if (query && this.#cause !== undefined) {
      const { fired: earlier, actors: who } = this.#cause
      const cause = earlier.flatMap((transition, at) =>
        actors.length === 0 || actors.includes(who[at] as string) ? (transition.requirements[facet] ?? []) : [],
      )
      if (cause.length > 0) return [...new Set(cause)]
    }
    return [...new Set(fired.flatMap((transition) => transition.requirements.reply ?? []))]
  }

  #count(requirement: string, times = 1): void {
    this.#exercised.set(requirement, (this.#exercised.get(requirement) ?? 0) + times)
  }

  #violate(requirement: string, facet: Facet, judge: string, allowed: string, got: string): void {
    if (this.#violations.some((known) => known.requirement === requirement && known.facet === facet)) return
    this.#count(requirement)
    const exchange = this.#current ?? (this.#exchanges[this.#exchanges.length - 1] as Exchange)
    this.#violations.push({ requirement, facet, judge, exchange, allowed, got })
  }
}
