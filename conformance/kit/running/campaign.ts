import fc from 'fast-check'
import type { Input, Setting } from '../../../machines/model/model.ts'
import { tour } from '../../../machines/model/tour.ts'
import { Rehearsal } from '../../../machines/model/walk.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Register } from '../../../spec/requirement.ts'
import { WalkArbitrary } from '../cases/walk-arbitrary.ts'
import { type Case, type Check, claims } from '../check.ts'
import type { FacetNames } from '../judging/compare.ts'
import type { Monitor } from '../judging/monitor.ts'
import { Oracle } from '../judging/oracle.ts'
import { type Execution, execute } from './execute.ts'
import { type Bench, type CaseResult, unattributed, type Violation } from './run-case.ts'
import type { Target } from './target.ts'

/** Longest random case in steps. */
const longestWalk = 40

/** Stops of an implementation after which a check gives up: each costs processes, and the rest would say the same. */
const mostStops = 3

/** One way in which a check fails: the shortest case seen for a requirement and facet. */
export interface Failure {
  /** The check that claims the requirement. */
  readonly check: Check
  /** The check whose case it is; another one where a monitor watched. */
  readonly ran: Check
  readonly violation: Violation
  readonly result: CaseResult
  readonly subject: Case
  /** Cases of the check run until the first such failure. */
  readonly fromCases: number
  readonly bench: Bench
}

export interface Campaign {
  readonly check: Check
  readonly cases: number
  readonly steps: number
  readonly exercised: ReadonlyMap<string, number>
  readonly failures: readonly Failure[]
  readonly transitions: ReadonlySet<string>
  /** Stops that did not repeat, and similar remarks. */
  readonly remarks: readonly string[]
  /** What the implementation did that is not allowed and that no requirement of the run names. */
  readonly unattributed: readonly string[]
  /** Why the campaign ended before its last case. */
  readonly cutShort?: string
}

export interface CampaignProgress {
  readonly cases: number
  readonly steps: number
  /** Requirements violated so far. */
  readonly failing: number
  /** Violations of the last case. */
  readonly violations: readonly Violation[]
}

export interface CampaignOptions {
  readonly seed: number
  /** Random cases of a `model` check of weight 1. */
  readonly cases: number
  readonly pipelined: boolean
  /** Called after each case; true ends the campaign. */
  readonly stop?: (progress: CampaignProgress) => boolean
  /** Requirements whose violation counts. */
  readonly judges: ReadonlySet<string>
  /** Requirements that count where a case breaks none of those: what any check of the run claims. */
  readonly applicable?: ReadonlySet<string>
  readonly tour?: boolean
}

export interface Rules {
  readonly catalogue: Catalogue
  readonly register: Register
  readonly malformed: readonly string[]
}

/** The model, its oracle and the monitors that judge the cases of one check. */
export function benchOf(
  check: Check,
  monitors: readonly Monitor[],
  setting: Setting,
  rules: Rules,
  pipelined: boolean,
): Bench {
  const model = check.model?.build(setting)
  const names = rules.catalogue.facets as FacetNames
  return {
    catalogue: rules.catalogue,
    setting,
    model,
    monitors: [...monitors, ...(check.kind === 'monitor' ? [] : (check.monitors ?? []))],
    malformed: rules.malformed,
    robustness: rules.register.robustness,
    claims: claims(check).map(({ id }) => id),
    oracle: model === undefined ? undefined : new Oracle(model, names),
    planner: pipelined && check.model !== undefined ? new Rehearsal(check.model.build(setting)) : undefined,
  }
}

/** Runs every case of a check: its own, or a tour of the model's transitions and then random walks. */
export async function campaign(
  target: Target,
  check: Check,
  bench: Bench,
  options: CampaignOptions,
): Promise<Campaign> {
  const exercised = new Map<string, number>()
  const failures = new Map<string, Failure>()
  const transitions = new Set<string>()
  const remarks: string[] = []
  const strays = new Set<string>()
  let cases = 0
  let steps = 0
  let stopped = false
  let stops = 0
  let cutShort: string | undefined
  const run = async (subject: Case): Promise<void> => {
    if (stopped) return
    const result = await execute(target, subject, bench)
    cases++
    steps += result.exchanges.length - 1
    for (const [requirement, count] of result.exercised)
      exercised.set(requirement, (exercised.get(requirement) ?? 0) + count)
    for (const transition of result.transitions) transitions.add(transition)
    if (result.unconfirmed !== undefined) remarks.push(result.unconfirmed)
    if (result.stop !== undefined || result.unconfirmed !== undefined) {
      stops++
      if (stops === mostStops)
        cutShort = `ended after ${stops} stops of the implementation, the last: ${result.unconfirmed ?? result.stop?.message}`
    }
    const { counted, stray } = countedOf(result, options)
    if (stray !== undefined) strays.add(stray)
    for (const violation of counted) {
      const key = `${violation.requirement} ${violation.facet}`
      const known = failures.get(key)
      if (known === undefined || subject.inputs.length < known.subject.inputs.length) {
        failures.set(key, {
          check,
          ran: check,
          violation,
          result,
          subject,
          fromCases: known?.fromCases ?? cases,
          bench,
        })
      }
    }
    if (
      options.stop?.({ cases, steps, failing: failures.size, violations: result.violations }) === true ||
      cutShort !== undefined
    )
      stopped = true
  }
  for (const subject of check.cases?.(bench.setting) ?? []) await run(subject)
  if (check.kind === 'model' && check.model !== undefined) await generate(check, bench, options, run)
  return {
    check,
    cases,
    steps,
    exercised,
    failures: [...failures.values()],
    transitions,
    remarks,
    unattributed: [...strays],
    ...(cutShort === undefined ? {} : { cutShort }),
  }
}

/**
 * The violations of a case that count. Nothing that an implementation does wrong may be lost: what breaks no requirement of the
 * check breaks one of another check, and a divergence that no requirement names is told as such.
 */
function countedOf(
  { violations, unconfirmed, stop }: Execution,
  { judges, applicable }: CampaignOptions,
): { counted: readonly Violation[]; stray?: string } {
  if (unconfirmed !== undefined) return { counted: [] }
  for (const known of [judges, applicable]) {
    const counted = violations.filter(({ requirement }) => known?.has(requirement))
    if (counted.length > 0) return { counted }
  }
  const stray = violations.find(({ requirement }) => stop !== undefined || requirement === unattributed)
  if (stray === undefined) return { counted: [] }
  return { counted: [], stray: `${stray.exchange.op}: allowed ${stray.allowed}, got ${stray.got}` }
}

async function generate(
  check: Check,
  bench: Bench,
  options: CampaignOptions,
  run: (subject: Case) => Promise<void>,
): Promise<void> {
  const source = check.model
  if (source === undefined) return
  const model = source.build(bench.setting)
  const { configuration } = model
  if (options.tour !== false) for (const inputs of tour(model)) await run({ configuration, inputs, thorough: true })
  const numRuns = Math.ceil(options.cases * (check.weight ?? 1))
  if (numRuns === 0) return
  const walks = new WalkArbitrary(new Rehearsal(source.build(bench.setting)), longestWalk, (op) =>
    bench.catalogue.optional(op),
  )
  // A property that throws would be shrunk; what stops the run is no property of the implementation.
  let fault: unknown
  await fc.check(
    fc.asyncProperty(walks, async (inputs: readonly Input[]) => {
      if (fault !== undefined) return
      try {
        await run({ configuration, inputs })
      } catch (error) {
        fault = error
      }
    }),
    { seed: options.seed, numRuns },
  )
  if (fault !== undefined) throw fault
}
