import { specHash, transitionIds } from '../../../machines/chart/spec-hash.ts'
import type { RunEvent } from '../../../reports/event.ts'
import type { Position } from '../../../reports/progress.ts'
import type { Ending } from '../../../reports/stream.ts'
import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Register, Requirement } from '../../../spec/requirement.ts'
import type { AdapterSource } from '../adapters/adapter.ts'
import { probeReset, runSmoke } from '../adapters/conversation.ts'
import { HarnessFault, IutStopped } from '../adapters/fault.ts'
import { shrinkCase, shrinks } from '../cases/shrink-case.ts'
import type { Check } from '../check.ts'
import { judgedBy, profilesOf, reachable } from '../judging/judged-by.ts'
import type { Monitor } from '../judging/monitor.ts'
import { type Selected, select } from '../judging/selection.ts'
import { settingOf } from '../judging/setting.ts'
import { compareKnown, covers, type KnownFailure, refuseUnmatched } from '../outcome/known-failures.ts'
import { recordingOf } from '../outcome/recording.ts'
import { tellFailure } from '../outcome/tell-failure.ts'
import type { Recording } from '../outcome/token.ts'
import { decide, type Verdict } from '../outcome/verdict.ts'
import type { Protocol } from '../protocol.ts'
import { kitVersion } from '../version.ts'
import { benchOf, type Campaign, campaign, type Failure } from './campaign.ts'
import { Target } from './target.ts'

export type Budget = 'quick' | 'default' | 'thorough'

/** Random cases of a model check by budget. */
export const budgets: Readonly<Record<Budget, number>> = { quick: 60, default: 600, thorough: 10_000 }

export interface RunOptions {
  readonly protocol: Protocol
  readonly source: AdapterSource
  readonly seed: number
  readonly budget: Budget
  readonly level: 'MUST' | 'SHOULD'
  /** Overrides the PICS; recorded. */
  readonly profile?: string
  readonly knownFailures?: { readonly path: string; readonly entries: readonly KnownFailure[] }
  /** Only checks whose id contains this text; the other requirements are inconclusive. */
  readonly only?: string
  /** Ends the run after this many milliseconds; outside the promise of determinism. */
  readonly time_ms?: number
  readonly pipelined: boolean
  readonly emit: (event: RunEvent) => void
  /** Keeps a recording and returns what `cutover replay` takes: a token or `@file`. */
  readonly keep: (recording: Recording) => string
  readonly progress?: (position: Position) => void
  readonly now: () => number
}

/** Exit codes: 0 conformant, 1 non-conformant, 2 stale or unmatched baseline, 3 inconclusive, 4 harness fault. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** One run of the kit on one implementation, told as events. Returns how it ended; never throws for what an adapter does. */
export async function run(options: RunOptions): Promise<Ending> {
  const target = new Target(
    options.source,
    { protocol: options.protocol.id, kit: kitVersion, adapter_protocol: 1 },
    options.protocol.smoke,
  )
  const conduct = new Conduct(options, target)
  try {
    return await conduct.all()
  } catch (error) {
    return conduct.fault(error)
  } finally {
    await target.close()
  }
}

class Conduct {
  readonly #started: number
  readonly #register: Register
  readonly #catalogue: Catalogue
  #verdicts: readonly Verdict[] = []
  /** Charts that the models of the applicable checks are made of. */
  readonly #walked = new Set<string>()
  #cases = 0
  #steps = 0

  constructor(
    readonly options: RunOptions,
    readonly target: Target,
  ) {
    this.#started = options.now()
    this.#register = options.protocol.register()
    this.#catalogue = options.protocol.catalogue()
  }

  async all(): Promise<Ending> {
    const { options, target } = this
    const { protocol, emit } = options
    const stated = await target.pics()
    const asked = options.profile ?? stated.profile
    const pics = judgedBy(reachable(stated, this.#catalogue, options.source), asked, this.#catalogue)
    if (pics === undefined || !this.#catalogue.profiles.includes(pics.profile)) {
      throw new HarnessFault(
        'CUT-ADAPTER-HELLO',
        `a profile of ${protocol.id}: ${profilesOf(this.#catalogue).join(', ')}`,
        asked,
      )
    }
    emit(this.#runStarted(stated, pics))
    emit({ event: 'pics', pics: stated as never })
    for (const message of strangers(stated, this.#catalogue)) emit({ event: 'note', code: 'CUT-NOTE-PICS', message })
    // One connection suffices: the probe opens its own, one after the other.
    await target.close()
    await probeReset(options.source, target.hello, {}, protocol.resetProbe)
    const selected = select(this.#wanted(), this.#catalogue, pics)
    const campaigns = await this.#judgeAll(selected, pics)
    await runSmoke(await target.renew(), protocol.smoke)
    return this.#conclude(selected, campaigns, pics)
  }

  /** Tells of what stopped the run; nothing after it is a verdict. */
  fault(error: unknown): Ending {
    const { emit } = this.options
    if (error instanceof HarnessFault) {
      const stderr = this.target.stderr
      emit({
        event: 'harness_fault',
        code: error.code,
        message: error.message,
        rule: error.rule,
        expected: error.expected,
        ...(error.line === undefined ? {} : { line: error.line }),
        ...(stderr === '' ? {} : { stderr }),
      })
    } else if (error instanceof IutStopped) {
      emit({
        event: 'harness_fault',
        code: 'CUT-ADAPTER-STOPPED',
        message: `Outside any case: ${error.message}. Read the adapter's stderr.`,
      })
    } else throw error
    return this.#ending('failed', 4)
  }

  /** With `only`, the named checks and every monitor; where it names monitors alone, every check that they watch. */
  #wanted(): readonly Check[] {
    const { only, protocol } = this.options
    if (only === undefined) return protocol.checks
    const named = protocol.checks.filter(({ id }) => id.includes(only))
    if (named.every(({ kind }) => kind === 'monitor'))
      return protocol.checks.filter((check) => check.kind !== 'monitor' || named.includes(check))
    return protocol.checks.filter((check) => check.kind === 'monitor' || named.includes(check))
  }

  async #judgeAll(selected: readonly Selected[], pics: Pics): Promise<Campaign[]> {
    const setting = settingOf(pics)
    const rules = { catalogue: this.#catalogue, register: this.#register, malformed: this.options.protocol.malformed }
    const watching = selected.filter(({ check, lacks }) => check.kind === 'monitor' && lacks === undefined)
    const monitors: readonly Monitor[] = watching.flatMap(({ check }) => check.monitors ?? [])
    const watched = new Set(watching.flatMap(({ judges }) => [...judges]))
    const applicable = new Set(selected.filter(({ lacks }) => lacks === undefined).flatMap(({ judges }) => [...judges]))
    const deadline = this.options.time_ms === undefined ? undefined : this.#started + this.options.time_ms
    const campaigns: Campaign[] = []
    for (const entry of selected) {
      const { check, lacks, judges } = entry
      if (lacks !== undefined || check.kind === 'monitor') continue
      this.options.emit({
        event: 'check_started',
        check: check.id,
        kind: check.kind,
        requirements: [...judges],
        explain: check.explain,
      })
      const bench = benchOf(check, monitors, setting, rules, this.options.pipelined)
      for (const { chart } of bench.model?.world.reducers ?? []) this.#walked.add(chart.id)
      const random = check.kind === 'model' ? Math.ceil(budgets[this.options.budget] * (check.weight ?? 1)) : 0
      const result = await campaign(this.target, check, bench, {
        seed: this.options.seed,
        cases: budgets[this.options.budget],
        pipelined: this.options.pipelined,
        judges: new Set([...judges, ...watched]),
        applicable,
        stop: ({ cases, steps, failing }) => {
          this.options.progress?.({ check: check.id, cases, cases_budget: random, steps: this.#steps + steps, failing })
          return deadline !== undefined && this.options.now() > deadline
        },
      })
      campaigns.push(result)
      this.#cases += result.cases
      this.#steps += result.steps
      this.options.emit({
        event: 'check_finished',
        check: check.id,
        status: 'ran',
        cases: result.cases,
        steps: result.steps,
        exercised: [...result.exercised.keys()].filter((id) => judges.has(id)).sort(),
        violated: [...new Set(result.failures.map(({ violation }) => violation.requirement))].sort(),
      })
      if (result.cutShort !== undefined)
        this.options.emit({ event: 'note', code: 'CUT-NOTE-CUT-SHORT', message: `${check.id}: ${result.cutShort}` })
      for (const remark of new Set(result.remarks))
        this.options.emit({ event: 'note', code: 'CUT-NOTE-UNCONFIRMED', message: `${check.id}: ${remark}` })
    }
    for (const { check, lacks } of selected) {
      if (lacks === undefined) continue
      this.options.emit({
        event: 'check_finished',
        check: check.id,
        status: 'not-applicable',
        reason: lacks,
        cases: 0,
        steps: 0,
        exercised: [],
        violated: [],
      })
    }
    return campaigns
  }

  async #conclude(selected: readonly Selected[], campaigns: readonly Campaign[], pics: Pics): Promise<Ending> {
    const exercised = new Map<string, number>()
    for (const result of campaigns)
      for (const [id, count] of result.exercised) exercised.set(id, (exercised.get(id) ?? 0) + count)
    const failures = distinct(
      campaigns.flatMap((result) => result.failures),
      selected,
    )
    const judging = new Map(
      selected.filter(({ lacks }) => lacks === undefined).map(({ check, judges }) => [check.id, judges]),
    )
    const cut = new Set(campaigns.filter(({ cutShort }) => cutShort !== undefined).map(({ check }) => check.id))
    const given = this.options.knownFailures?.entries ?? []
    // Of a check that did not run, or not to its end, nobody knows what still fails.
    const known = given.filter(({ check, requirement }) => judging.get(check)?.has(requirement) && !cut.has(check))
    await this.#tell(failures, known, pics)
    const compared = compareKnown(known, failures.map(identity))
    for (const { entry, status } of compared) {
      this.options.emit({
        event: 'baseline',
        status,
        requirement: entry.requirement,
        check: entry.check,
        facet: entry.facet,
        reason: entry.reason,
      })
    }
    const unmatched =
      this.options.only === undefined
        ? refuseUnmatched(given, this.options.knownFailures?.path ?? '', (check) => judging.get(check))
        : []
    for (const message of unmatched) this.options.emit({ event: 'note', code: 'CUT-KNOWN-UNMATCHED', message })
    for (const result of campaigns) {
      const [stray] = result.unattributed
      if (stray !== undefined) {
        this.options.emit({
          event: 'note',
          code: 'CUT-NOTE-UNATTRIBUTED',
          message: `${result.check.id}: a divergence that no requirement names, so the run is inconclusive; that it has no name is a defect of the kit, please report it. ${stray}`,
        })
      }
    }
    this.#coverage(campaigns)
    const violated = new Set(failures.map(({ violation }) => violation.requirement))
    const [cutShort] = campaigns.flatMap((result) => result.cutShort ?? [])
    this.#verdicts = this.#register.requirements.map((requirement) =>
      decide(
        requirement,
        selected,
        { exercised, violated, ...(cutShort === undefined ? {} : { cutShort }) },
        this.#catalogue,
        pics,
      ),
    )
    for (const verdict of this.#verdicts) this.#emitVerdict(verdict, failures, known)
    const offBaseline = compared.some(({ status }) => status === 'stale') || unmatched.length > 0
    const exit = this.#exitCode(failures, known, offBaseline, campaigns)
    return this.#ending('complete', exit)
  }

  /** Shrinks each failure and tells it. */
  async #tell(failures: readonly Failure[], known: readonly KnownFailure[], pics: Pics): Promise<void> {
    for (const failure of failures) {
      const requirement = this.#requirement(failure.violation.requirement)
      const shrunk = shrinks(failure.ran.kind)
        ? await shrinkCase(this.target, failure.subject, failure.violation, failure.bench)
        : undefined
      const reason = known.find((entry) => covers(entry, identity(failure)))?.reason
      const subject = shrunk?.subject ?? failure.subject
      const recording = recordingOf(this.options.protocol, failure, subject, shrunk?.result ?? failure.result, pics)
      this.options.emit(
        tellFailure(requirement, failure, shrunk, {
          replay: this.options.keep(recording),
          ...(reason === undefined ? {} : { known: reason }),
        }),
      )
    }
  }

  #coverage(campaigns: readonly Campaign[]): void {
    const taken = new Set(campaigns.flatMap((result) => [...result.transitions]))
    for (const chart of this.options.protocol.charts.filter(({ id }) => this.#walked.has(id))) {
      const own = transitionIds(chart)
      const uncovered = own.filter((id) => !taken.has(id))
      this.options.emit({
        event: 'coverage',
        chart: chart.id,
        transitions: own.length,
        covered: own.length - uncovered.length,
        uncovered,
      })
    }
  }

  #emitVerdict(
    { requirement, verdict, reason, checks, exercised }: Verdict,
    failures: readonly Failure[],
    known: readonly KnownFailure[],
  ): void {
    const own = failures.filter(({ violation }) => violation.requirement === requirement.id)
    const reasons = own.map((failure) => known.find((entry) => covers(entry, identity(failure)))?.reason)
    const excuse =
      own.length > 0 && reasons.every((text) => text !== undefined) ? [...new Set(reasons)].join('; ') : undefined
    this.options.emit({
      event: 'verdict',
      requirement: requirement.id,
      level: requirement.level,
      category: requirement.category,
      ...(requirement.hardened === true ? { hardened: true as const } : {}),
      text: requirement.text,
      verdict,
      ...(reason === undefined
        ? verdict === 'fail'
          ? { reason: own.map(({ check }) => check.id).join(', ') }
          : {}
        : { reason }),
      checks,
      exercised,
      ...(excuse === undefined ? {} : { known: excuse }),
    })
  }

  #exitCode(
    failures: readonly Failure[],
    known: readonly KnownFailure[],
    stale: boolean,
    campaigns: readonly Campaign[],
  ): ExitCode {
    const counts = (id: string): boolean => {
      const { level } = this.#requirement(id)
      return level === 'MUST' || (level === 'SHOULD' && this.options.level === 'SHOULD')
    }
    const unexcused = failures.filter((failure) => !known.some((entry) => covers(entry, identity(failure))))
    if (unexcused.some(({ violation }) => counts(violation.requirement))) return 1
    if (stale) return 2
    if (
      campaigns.some((each) => each.cutShort !== undefined || each.remarks.length > 0 || each.unattributed.length > 0)
    )
      return 3
    const ran = this.#verdicts.some(({ verdict }) => verdict === 'pass' || verdict === 'fail')
    if (!ran || this.#verdicts.some(({ verdict, requirement }) => verdict === 'inconclusive' && counts(requirement.id)))
      return 3
    return 0
  }

  #ending(status: Ending['status'], exit: ExitCode): Ending {
    return { status, exit_code: exit, cases: this.#cases, steps: this.#steps }
  }

  #runStarted(stated: Pics, pics: Pics): RunEvent {
    const { options } = this
    return {
      event: 'run_started',
      format: 1,
      kit: kitVersion,
      protocol: options.protocol.id,
      register_version: this.#register.version,
      spec_hash: specHash(options.protocol),
      profile: pics.profile,
      ...(pics.profile === stated.profile ? {} : { profile_overridden: true as const }),
      ...(pics.parameters === stated.parameters ? {} : { parameters_overridden: options.profile as string }),
      roles: stated.roles,
      seed: `${options.seed}`,
      budget: options.budget,
      cases_budget: budgets[options.budget],
      adapter: options.source.name,
      level: options.level,
      ...(options.knownFailures === undefined ? {} : { known_failures: options.knownFailures.path }),
    }
  }

  #requirement(id: string): Requirement {
    const found = this.#register.requirements.find((requirement) => requirement.id === id)
    if (found === undefined) throw new TypeError(`a check names ${id}, which the register does not have`)
    return found
  }
}

/** What a statement names that the catalogue does not have: most likely misspelt, and so without effect. */
function strangers({ capabilities, parameters }: Pics, catalogue: Catalogue): string[] {
  const unknown = (names: readonly string[], known: object, what: string): string[] =>
    names
      .filter((name) => !Object.hasOwn(known, name))
      .map(
        (name) =>
          `${what} "${name}" is not in the catalogue and has no effect; known: ${Object.keys(known).join(', ')}`,
      )
  return [
    ...unknown(capabilities, catalogue.capabilities, 'capability'),
    ...unknown(Object.keys(parameters ?? {}), catalogue.parameters, 'parameter'),
  ]
}

/** One failure for each requirement and facet and the check that claims it: the shortest case. A watching monitor's failure belongs to its check. */
function distinct(failures: readonly Failure[], selected: readonly Selected[]): Failure[] {
  const best = new Map<string, Failure>()
  for (const failure of failures) {
    const claimant = selected.find(
      ({ check, judges }) =>
        check.kind === 'monitor' &&
        judges.has(failure.violation.requirement) &&
        (check.monitors ?? []).some(({ id }) => id === failure.violation.judge),
    )
    const owner = claimant ?? claiming(failure, selected)
    const owned = owner === undefined ? failure : { ...failure, check: owner.check }
    const key = `${owned.check.id} ${owned.violation.requirement} ${owned.violation.facet}`
    const known = best.get(key)
    if (known === undefined || owned.subject.inputs.length < known.subject.inputs.length) best.set(key, owned)
  }
  return [...best.values()].sort((a, b) =>
    a.violation.requirement < b.violation.requirement ? -1 : a.violation.requirement > b.violation.requirement ? 1 : 0,
  )
}

/** A model judges more than the check whose case it judges claims: then the first check that claims it, a walk if there is one. */
function claiming({ check, violation }: Failure, selected: readonly Selected[]): Selected | undefined {
  const claimants = selected.filter(({ judges }) => judges.has(violation.requirement))
  return (
    claimants.find((entry) => entry.check === check) ??
    claimants.find((entry) => entry.check.kind === 'model') ??
    claimants[0]
  )
}

function identity({ violation, check }: Failure): { requirement: string; check: string; facet: string } {
  return { requirement: violation.requirement, check: check.id, facet: violation.facet }
}
