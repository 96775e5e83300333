import type { Facet, Transition } from '../../../machines/chart/chart.ts'
import type { Input } from '../../../machines/model/model.ts'
import type { Call, Reply } from '../../../spec/adapter.ts'
import type { Case } from '../check.ts'
import { blame, blameForStop, facetOf, type Taken, unattributed } from './attribute.ts'
import type { CaseContext } from './case-context.ts'
import type { CaseResult, CaseStop, Violation } from './case-result.ts'
import { showExpectation, showReply } from './compare.ts'
import { Environment } from './environment.ts'
import { agreement } from './last-resort.ts'
import { isModelOnly } from './model-only.ts'
import type { Exchange, Monitor, Report } from './monitor.ts'
import type { Judgement } from './oracle.ts'
import { Overdue } from './overdue.ts'
import { Precedence } from './precedence.ts'
import type { Translation } from './translation.ts'

/** Bytes that are no request, as hex in the parameter of the same name; for adapters with real lines. */
export const rawLine = '!line'

/** One call of a case before the values of its symbols are known. */
export interface PlannedCall {
  /** Step of the case, from 1; 0 is the reset. */
  readonly step: number
  /** A query that the kit added after the step. */
  readonly probe: boolean
  readonly input: Input
}

/** A planned call as it is sent. */
export interface Sent {
  readonly planned: PlannedCall
  /** With the values of its symbols, as the case names them. */
  readonly input: Input
  readonly call: Call
}

/** The implementation answered with what no reader of the protocol's schema accepts. */
export class AnswerOutsideSchema extends Error {}

/**
 * Judges the answers of one case, one after the other, by the oracle and the monitors of its context. A divergence does not end the
 * case: what the model allows is followed as far as a state of it fits.
 */
export class CaseJudge {
  readonly environment: Environment
  /** Whether no state of the model fits any more. */
  ended = false
  readonly #exchanges: Exchange[] = []
  readonly #violations: Violation[] = []
  readonly #exercised = new Map<string, number>()
  /** Transitions taken, with how often the implementation took them. */
  readonly #taken = new Map<Transition, number>()
  readonly #memories: { monitor: Monitor; memory: unknown; report: Report }[] = []
  readonly #translation: Translation | undefined
  /** What monitors found at the present answer: whether it keeps a requirement. */
  readonly #keeps = new Map<string, boolean>()
  readonly #precedence = new Precedence()
  /** The same answer by answer. */
  readonly #echoes = new Precedence()
  readonly #overdue = new Overdue()
  #current: Exchange | undefined
  /** What the last step that was no query did: its transitions carry the requirements that queries show broken. */
  #cause: Taken | undefined
  /** The step at which a MUST diverged, where no answer has fitted since. */
  #doubtfulFrom: number | undefined
  /** An answer was none that the model allows. */
  #strayed = false
  /** Violations seen, those that were seen before included. */
  #seen = 0

  constructor(
    readonly subject: Case,
    readonly context: CaseContext,
  ) {
    context.oracle?.start()
    this.environment = context.oracle?.environment ?? new Environment()
    this.#translation = context.translation?.()
    for (const monitor of context.monitors) {
      const report: Report = {
        exercised: (requirement, extent) => {
          if (extent === undefined && !this.#keeps.has(requirement)) this.#keeps.set(requirement, true)
          this.#count(requirement)
        },
        violated: (requirement, facet, allowed, got) => {
          this.#keeps.set(requirement, false)
          this.#violate(requirement, facet, monitor.id, allowed, got)
        },
      }
      this.#memories.push({ monitor, memory: monitor.start(subject.configuration, context.setting), report })
    }
  }

  /** Whether the parameters are malformed as they stand; what refers to a symbol is well formed once that is known. */
  malformed({ op, params }: Input): boolean {
    const concrete = this.environment.concrete(params)
    return !isModelOnly(op) && concrete !== undefined && this.context.catalogue.params(op, concrete) !== undefined
  }

  /** The call with the values of its symbols, as the implementation must see it. */
  sent(planned: PlannedCall, input: Input): Sent {
    const call = isModelOnly(input.op) || input.op === rawLine ? input : (this.#translation?.said(input) ?? input)
    return { planned, input, call }
  }

  /** Judges one answer. Throws `AnswerOutsideSchema`. */
  judge(sent: Sent, reply: Reply): void {
    const { planned, call } = sent
    const exchange: Exchange = { step: planned.step, probe: planned.probe, op: call.op, params: call.params, reply }
    this.#exchanges.push(exchange)
    this.#current = exchange
    const judgement = planned.step > 0 ? this.#answer(sent, reply, exchange) : undefined
    this.context.watch?.(exchange, judgement)
    if (planned.step === 0 && reply.ok === undefined)
      throw new AnswerOutsideSchema(`reset with ${JSON.stringify(call.params)} is answered ok, not ${showReply(reply)}`)
  }

  /** The result of a case that the implementation did not let finish; `sent` is the call that got no answer. */
  stopped(
    { kind, message, stderr }: Pick<CaseStop, 'kind' | 'message' | 'stderr'>,
    { planned, input, call }: Sent,
  ): CaseResult {
    const { oracle, robustness } = this.context
    const judged = planned.step > 0 && call.op !== rawLine && !isModelOnly(call.op)
    const fired = judged ? (oracle?.judge(input.op, input.params, { unsupported: kind }, planned.step).fired ?? []) : []
    const blamed = kind === 'starved' ? [] : blameForStop(fired, this.#showed(), robustness)
    const reply = { unsupported: message }
    this.#current = { step: planned.step, probe: planned.probe, op: call.op, params: call.params, reply }
    if (this.#exchanges[this.#exchanges.length - 1]?.op !== call.op || kind !== 'schema')
      this.#exchanges.push(this.#current)
    for (const { requirement, transitions } of blamed)
      this.#violate(requirement, 'reply', kind, 'an answer within the schema', message, transitions)
    return { ...this.#result(), stop: { kind, step: planned.step, call, message, stderr } }
  }

  /** The result of a case that came to its end, or to where no state of the model fits. */
  finish(): CaseResult {
    if (!this.ended) for (const { monitor, memory, report } of this.#memories) monitor.end?.(memory, report)
    return this.#result()
  }

  /** What the case showed of its check, as far as it got; all that the check covers if it got nowhere. */
  #showed(): readonly string[] {
    const { covered } = this.context
    const taken = new Set([...this.#taken.keys()].flatMap(({ requirements }) => Object.values(requirements).flat()))
    const showed = covered.filter((requirement) => taken.has(requirement) || this.#exercised.has(requirement))
    return showed.length > 0 ? showed : covered
  }

  #result(): CaseResult {
    for (const [transition, count] of this.#taken) {
      for (const requirements of Object.values(transition.requirements))
        for (const requirement of requirements) if (count > 0) this.#count(requirement, count)
    }
    // What only came of something else was neither kept nor broken.
    const broken = new Set(this.#violations.flatMap((each) => (each.secondary ? [] : [each.requirement])))
    for (const { requirement } of this.#violations) if (!broken.has(requirement)) this.#exercised.delete(requirement)
    return {
      exchanges: this.#exchanges,
      violations: this.#violations,
      exercised: this.#exercised,
      transitions: new Set([...this.#taken.keys()].map((transition) => transition.id)),
      ...(this.ended ? { lostAfter: this.#current?.step ?? 0 } : {}),
    }
  }

  /** What the model thinks of the answer; undefined where none judges. */
  #answer({ planned, input, call }: Sent, reply: Reply, exchange: Exchange): Judgement | undefined {
    const { catalogue, oracle } = this.context
    const modelOnly = isModelOnly(call.op)
    const malformed = modelOnly || call.op === rawLine ? undefined : catalogue.params(call.op, call.params)
    if (malformed !== undefined) {
      this.#refusal(call, malformed, reply)
      return undefined
    }
    const fault =
      reply.ok !== undefined
        ? catalogue.result(call.op, reply.ok)
        : reply.error !== undefined
          ? catalogue.refusal(reply.error)
          : undefined
    if (fault !== undefined) throw new AnswerOutsideSchema(`${call.op}: ${fault}; got ${showReply(reply)}`)
    const seen = this.#seen
    this.#keeps.clear()
    for (const { monitor, memory, report } of this.#memories) monitor.judge(memory, exchange, report)
    const heard = modelOnly ? reply : (this.#translation?.heard(call, reply) ?? reply)
    if (oracle === undefined && reply.ok !== undefined) this.environment.learn(planned.step, reply.ok)
    if (oracle === undefined || call.op === rawLine) return undefined
    const judgement = oracle.judge(input.op, input.params, heard, planned.step)
    for (const transition of judgement.fired)
      this.#taken.set(transition, (this.#taken.get(transition) ?? 0) + (modelOnly ? 0 : 1))
    if (modelOnly) return judgement
    const query = planned.probe || catalogue.operation(call.op)?.query === true
    if (!query) this.#cause = judgement
    if (judgement.comparison.differences.length > 0) this.#diverged(judgement, query, call, seen, reply)
    else if (!this.#strayed && judgement.determined) agreement(this.#violations, exchange, judgement.fired)
    if (judgement.comparison.differences.length > 0) this.#strayed = true
    else if (!('any' in judgement.expected)) this.#doubtfulFrom = undefined
    return judgement
  }

  /**
   * Tells what an answer that no state allows breaks. Nothing is blamed for an answer that it demands, as far as others are: what a
   * monitor finds kept there, or a frame that differs elsewhere. Where the place tells what is broken, the rest follows from it.
   */
  #diverged(judgement: Judgement, query: boolean, call: Call, seen: number, reply: Reply): void {
    const { fired, actors, expected, comparison } = judgement
    const { locate, levelOf, setting } = this.context
    const step = this.#current?.step ?? 0
    const differences = comparison.differences.map((difference) => {
      const facet = facetOf(difference, fired)
      const where = difference.path === '' ? '' : `${difference.path} `
      const texts = { facet, allowed: `${where}${difference.allowed}`, got: `${where}${difference.got}` }
      return { texts, blames: blame(facet, judgement, query ? this.#cause : undefined) }
    })
    const ids = differences.flatMap(({ blames }) => blames.map(({ requirement }) => requirement))
    const located = locate?.(call, expected, reply, ids, this.subject.configuration, setting)
    const places = located?.broken ?? []
    const blamed = differences.flatMap(({ texts, blames }, at) => {
      const beside = at > 0 ? [] : places.filter((requirement) => !ids.includes(requirement))
      const all = [...beside.map((requirement) => ({ requirement, transitions: [] })), ...blames]
      return all.map((each) => ({
        ...each,
        ...texts,
        follows: places.length > 0 && !places.includes(each.requirement),
      }))
    })
    const isKept = (requirement: string): boolean =>
      this.#keeps.get(requirement) === true || located?.kept.includes(requirement) === true
    const broken = blamed.filter(({ requirement }) => !isKept(requirement))
    const told = broken.length > 0 || this.#seen > seen ? broken : blamed
    for (const { requirement, facet, allowed, got, transitions, follows } of told)
      this.#violate(requirement, facet, 'model', allowed, got, transitions, {
        follows,
        late: this.#overdue.explains(facet, actors, step),
      })
    const binds = told.some(({ requirement }) => levelOf(requirement) === 'MUST')
    if (!binds && told.some(({ facet }) => facet === 'timing')) this.#overdue.note(actors, step)
    const nameless = this.#seen === seen
    if (nameless)
      this.#violate(unattributed, 'reply', 'model', showExpectation(expected, this.environment), showReply(reply))
    if (nameless || binds) this.#doubt()
  }

  /** Where a MUST diverges at two steps, and nothing fitted between them, no state of the model is left. */
  #doubt(): void {
    const step = this.#current?.step ?? 0
    this.#doubtfulFrom ??= step
    this.ended = this.#doubtfulFrom < step
  }

  /** Malformed parameters are refused as such; an operation that does not exist may be called unsupported. */
  #refusal(call: Call, fault: string, reply: Reply): void {
    const { malformed, catalogue } = this.context
    const place = /^\S*/.exec(fault)?.[0].split('/') ?? []
    const concerned = malformed.flatMap((each) => {
      if (typeof each === 'string') return [each]
      return each.within.some((member) => place.includes(member)) ? [each.id] : []
    })
    for (const requirement of concerned) this.#count(requirement)
    const code = reply.error?.code
    if (code === 'invalid_params') return
    const unknown = catalogue.operation(call.op) === undefined
    if (unknown && (reply.unsupported !== undefined || code === 'unsupported_op')) return
    for (const requirement of concerned)
      this.#violate(requirement, 'reply', 'decoding', 'error invalid_params', showReply(reply))
    this.#doubt()
  }

  #count(requirement: string, times = 1): void {
    this.#exercised.set(requirement, (this.#exercised.get(requirement) ?? 0) + times)
  }

  #violate(
    requirement: string,
    facet: Facet,
    judge: string,
    allowed: string,
    got: string,
    transitions: readonly string[] = [],
    because: { readonly follows?: boolean; readonly late?: boolean } = {},
  ): void {
    this.#seen++
    const exchange = this.#current ?? (this.#exchanges[this.#exchanges.length - 1] as Exchange)
    const preceded = this.#precedence.preceded(this.context.levelOf(requirement), exchange.step)
    const echoed = this.#echoes.preceded(this.context.levelOf(requirement), this.#exchanges.length)
    const stop = judge === 'crash' || judge === 'silence' || judge === 'schema'
    if (this.#violations.some((known) => known.requirement === requirement && known.facet === facet)) return
    this.#count(requirement)
    const secondary = (preceded || because.late === true) && !stop
    const echo = (echoed || because.follows === true) && !stop ? { echo: true as const } : {}
    this.#violations.push({ requirement, facet, judge, transitions, exchange, allowed, got, secondary, ...echo })
  }
}
