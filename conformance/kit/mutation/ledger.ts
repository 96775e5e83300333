import type { Budget } from '../../../reports/event.ts'
import type { Call } from '../../../spec/adapter.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { CasePlan } from '../cases/case-plan.ts'
import type { Check } from '../check.ts'
import type { Finding } from '../judging/attribute.ts'
import { type CaseContext, caseContext } from '../judging/case-context.ts'
import { isModelOnly } from '../judging/model-only.ts'
import type { Altered, Protocol } from '../protocol.ts'
import { randomCases } from '../running/budget.ts'
import { runCheck } from '../running/check-run.ts'
import { openSession, type Session, targetOf } from '../running/session.ts'
import { shrinkFinding } from '../running/shrink-finding.ts'
import type { Target } from '../running/target.ts'
import { subtlety } from './subtle.ts'

/** How one mutant fared. */
export interface Kill {
  readonly mutant: string
  readonly violates: string
  readonly explain: string
  readonly killed: boolean
  /** Check that killed it, cases until then, and the size of the shrunk killer. */
  readonly check?: string
  readonly cases: number
  readonly steps?: number
  /** The shrunk killer as it was sent, from the reset to the answer that shows the fault; absent where it is very long. */
  readonly killer?: readonly Call[]
  /** Why the fault is subtle, as computed from the shrunk killer. */
  readonly subtle?: string
}

/** A conforming variant that a check flagged. */
export interface FalseAlarm {
  readonly variant: string
  readonly check: string
  readonly requirement: string
  readonly allowed: string
  readonly got: string
}

export interface LedgerOptions {
  readonly seed: number
  readonly cases?: number
  /** How far scenes and sweeps go: `default` for mutants, `quick` for variants unless told. */
  readonly budget?: Budget
  readonly shrink?: boolean
  /** Sends calls in bursts, planned ahead of the answers. */
  readonly pipelined?: boolean
  /** Whole runs of this budget instead, to see what their reports name. */
  readonly diagnose?: Budget
}

/** Characters of a killer that is worth reading. */
const longestKiller = 4096

/** A mutant in process answers at once or never. */
const inProcessTimeout_ms = 2_000

/** Opens an altered implementation and finds what applies to it. */
async function opened(
  protocol: Protocol,
  { id, create, profile }: Altered & { readonly profile?: string },
): Promise<{ target: Target; session: Session }> {
  const target = targetOf(protocol, inProcessSource(id, create, { timeout_ms: inProcessTimeout_ms }))
  return { target, session: await openSession(target, protocol, { profile }) }
}

/** Runs a mutant with the checks that name what it violates, and stops at the first kill. */
export async function tryMutant(
  protocol: Protocol,
  mutant: Protocol['mutants'][number],
  options: LedgerOptions,
): Promise<Kill> {
  const { target, session } = await opened(protocol, mutant)
  const { setting, catalogue } = session
  const applicable = session.selected.filter(({ missing }) => missing === undefined)
  // A stop violates the robustness requirement in whatever check it happens.
  const stops = mutant.violates === protocol.register().robustness
  const naming = applicable.filter(({ covered }) => stops || covered.has(mutant.violates)).map(({ check }) => check)
  const monitors = naming.flatMap(({ kind, monitors: its = [] }) => (kind === 'monitor' ? its : []))
  const direct = naming.filter(({ kind }) => kind !== 'monitor')
  const watched = monitors.length === 0 ? [] : session.running.map(({ check }) => check)
  const plan = {
    seed: options.seed,
    randomCases: options.cases ?? randomCases.default,
    budget: options.budget ?? 'default',
  }
  let cases = 0
  try {
    for (const check of [...new Set([...direct, ...watched])].sort(byCost)) {
      const context = caseContext(protocol, check, setting, monitors)
      const result = await runCheck(target, check, new CasePlan(check, setting, catalogue, plan), context, {
        watched: new Set([mutant.violates]),
        stop: ({ violations }) => violations.some((each) => !each.secondary && each.requirement === mutant.violates),
      })
      cases += result.cases
      const finding = result.findings.find(
        ({ violation: { requirement, secondary } }) => !secondary && requirement === mutant.violates,
      )
      if (finding === undefined) continue
      const measured = await measure(protocol, target, finding, context, options)
      return { ...head(mutant), killed: true, check: check.id, cases, ...measured }
    }
    return { ...head(mutant), killed: false, cases }
  } finally {
    await target.close()
  }
}

/** Runs a conforming variant with every check; whatever is flagged is a false alarm. */
export async function tryVariant(
  protocol: Protocol,
  variant: Altered,
  options: LedgerOptions,
): Promise<readonly FalseAlarm[]> {
  const { target, session } = await opened(protocol, variant)
  const plan = {
    seed: options.seed,
    randomCases: options.cases ?? randomCases.quick,
    budget: options.budget ?? 'quick',
  }
  const alarms: FalseAlarm[] = []
  try {
    for (const { check } of session.running) {
      const cases = new CasePlan(check, session.setting, session.catalogue, plan)
      const { findings } = await runCheck(target, check, cases, session.context(check, options.pipelined), {
        watched: session.covered,
      })
      for (const { violation } of findings) {
        const { requirement, allowed, got } = violation
        alarms.push({ variant: variant.id, check: check.id, requirement, allowed, got })
      }
    }
    return alarms
  } finally {
    await target.close()
  }
}

function head({ id, violates, explain }: Protocol['mutants'][number]): Pick<Kill, 'mutant' | 'violates' | 'explain'> {
  return { mutant: id, violates, explain }
}

async function measure(
  protocol: Protocol,
  target: Target,
  finding: Finding,
  context: CaseContext,
  options: LedgerOptions,
): Promise<Pick<Kill, 'steps' | 'killer' | 'subtle'>> {
  const shrunk = options.shrink === false ? undefined : await shrinkFinding(target, finding, context)
  const { subject, violation, result } = shrunk ?? finding
  const steps = subject.inputs.length + (violation.exchange.probe ? 1 : 0)
  const sent = result.exchanges.slice(0, result.exchanges.indexOf(violation.exchange) + 1)
  const killer = sent.filter(({ op }) => !isModelOnly(op)).map(({ op, params }) => ({ op, params }))
  const requirement = protocol.register().requirements.find(({ id }) => id === violation.requirement)
  const subtle = subtlety(subject, steps, protocol.catalogue(), requirement?.boundary ?? [])
  const readable = JSON.stringify(killer).length <= longestKiller
  return { steps, ...(readable ? { killer } : {}), ...(subtle === undefined ? {} : { subtle }) }
}

/** Fixed cases before random walks: most kills are cheap. */
function byCost(a: Check, b: Check): number {
  return (a.kind === 'model' ? 1 : 0) - (b.kind === 'model' ? 1 : 0)
}
