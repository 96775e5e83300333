import type { Case, Check } from '../check.ts'
import { countedOf, type Finding, keepShortest } from '../judging/attribute.ts'
import type { CaseResult, Violation } from '../judging/case-result.ts'
import { Evidence } from './evidence.ts'
import { keptResult } from './kept-result.ts'

/** Stops of an implementation after which a check gives up: each costs processes, and the rest would say the same. */
const mostStops = 3

/** A case that broke something. */
export interface Broken {
  readonly subject: Case
  readonly requirements: readonly string[]
}

/** What the cases of one check showed. */
export interface CheckResult {
  readonly check: Check
  readonly cases: number
  /** Calls judged, resets aside. */
  readonly steps: number
  /** Requirements whose antecedent held, with the number of exchanges at which it did. */
  readonly exercised: ReadonlyMap<string, number>
  readonly evidence: Evidence
  /** One for each requirement and facet. */
  readonly findings: readonly Finding[]
  /** Ids of the charts that the check's model is made of, and of the transitions taken. */
  readonly charts: readonly string[]
  readonly transitions: ReadonlySet<string>
  /** Cases that broke something, with what they broke first: what they would have shown besides is not known. */
  readonly broken: readonly Broken[]
  /** Stops that did not repeat. */
  readonly unconfirmed: readonly string[]
  /** What the implementation did that is not allowed and that no requirement of the run names. */
  readonly unattributed: readonly string[]
  /** Why the check ended before its last case. */
  readonly cutShort?: string
}

/** What of a check's results counts. */
export interface Counting {
  /** Requirements whose violation counts. */
  readonly watched: ReadonlySet<string>
  /** Requirements that count where a case breaks none of those: what any check of the run covers. */
  readonly applicable?: ReadonlySet<string>
  /** Called after each case; true ends the check. */
  readonly stop?: (progress: CheckProgress) => boolean
}

export interface CheckProgress {
  readonly cases: number
  readonly steps: number
  /** Requirements and facets violated so far. */
  readonly failing: number
  /** Violations of the last case. */
  readonly violations: readonly Violation[]
}

/** Adds up the results of a check's cases. */
export class CheckTally {
  /** Whether no further case is wanted. */
  ended = false
  readonly #exercised = new Map<string, number>()
  readonly #evidence = new Evidence()
  readonly #findings = new Map<string, Finding>()
  readonly #transitions = new Set<string>()
  readonly #broken: Broken[] = []
  readonly #unconfirmed: string[] = []
  readonly #unattributed = new Set<string>()
  #cases = 0
  #steps = 0
  #stops = 0
  #cutShort: string | undefined

  constructor(
    readonly check: Check,
    /** Ids of the charts that the check's model is made of. */
    readonly charts: readonly string[],
    readonly counting: Counting,
  ) {}

  add(subject: Case, result: CaseResult): void {
    this.#cases++
    this.#steps += result.exchanges.length - 1
    for (const [requirement, count] of result.exercised)
      this.#exercised.set(requirement, (this.#exercised.get(requirement) ?? 0) + count)
    this.#evidence.add(result)
    for (const transition of result.transitions) this.#transitions.add(transition)
    if (result.unconfirmed !== undefined) this.#unconfirmed.push(result.unconfirmed)
    this.#countStop(result)
    this.#count(subject, result)
    const progress = {
      cases: this.#cases,
      steps: this.#steps,
      failing: this.#findings.size,
      violations: result.violations,
    }
    const stop = this.counting.stop?.(progress) === true
    this.ended = stop || this.#cutShort !== undefined
  }

  result(): CheckResult {
    return {
      check: this.check,
      cases: this.#cases,
      steps: this.#steps,
      exercised: this.#exercised,
      evidence: this.#evidence,
      findings: [...this.#findings.values()],
      charts: this.charts,
      transitions: this.#transitions,
      broken: this.#broken,
      unconfirmed: this.#unconfirmed,
      unattributed: [...this.#unattributed],
      ...(this.#cutShort === undefined ? {} : { cutShort: this.#cutShort }),
    }
  }

  #countStop({ stop, unconfirmed }: CaseResult): void {
    const last = unconfirmed ?? stop?.message
    if (last === undefined || ++this.#stops < mostStops) return
    this.#cutShort = `ended after ${this.#stops} stops of the implementation, the last: ${last}`
  }

  #count(subject: Case, whole: CaseResult): void {
    const result = whole.violations.length === 0 ? whole : keptResult(whole)
    const { counted, stray } = countedOf(result, this.counting.watched, this.counting.applicable)
    if (stray !== undefined) this.#unattributed.add(strayText(subject, stray))
    const first = counted.filter(({ secondary }) => !secondary).map(({ requirement }) => requirement)
    if (first.length > 0) this.#broken.push({ subject, requirements: first })
    for (const violation of counted) {
      const key = `${violation.requirement} ${violation.facet}`
      const fromCases = this.#findings.get(key)?.fromCases ?? this.#cases
      keepShortest(this.#findings, key, { ran: this.check, violation, result, subject, fromCases })
    }
  }
}

/** Steps before a stray answer that are told in full. */
const mostStraySteps = 12

/** An answer that no requirement names, with its parameters and the steps before it, the last ones of many. */
function strayText({ inputs }: Case, { exchange, allowed, got }: Violation): string {
  const { op, params, step, probe } = exchange
  const before = inputs.slice(0, probe ? step : Math.max(0, step - 1))
  const told = before.slice(-mostStraySteps).map((input) => `${input.op} ${JSON.stringify(input.params)}`)
  const left = before.length - told.length
  const steps = [...(left === 0 ? [] : [`${left} more`]), ...told].join('; ')
  const after = before.length === 0 ? '' : `; after ${steps}`
  return `${op} ${JSON.stringify(params)}: allowed ${allowed}, got ${got}${after}`
}
