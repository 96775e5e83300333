import type { AdapterSource } from '../adapters/adapter.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { shrinkCase, shrinks } from '../cases/shrink-case.ts'
import type { Check } from '../check.ts'
import { type Selected, select } from '../judging/selection.ts'
import { settingOf } from '../judging/setting.ts'
import type { Altered, Protocol } from '../protocol.ts'
import { benchOf, campaign, type Failure } from '../running/campaign.ts'
import { budgets } from '../running/run.ts'
import { Target } from '../running/target.ts'
import { kitVersion } from '../version.ts'
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
  readonly shrink?: boolean
}

/** A mutant in process answers at once or never. */
const patience_ms = 2_000

/** Opens an altered implementation and finds what applies to it. */
async function subjectOf(
  protocol: Protocol,
  altered: Altered,
): Promise<{
  target: Target
  selected: readonly Selected[]
  source: AdapterSource
  setting: ReturnType<typeof settingOf>
}> {
  const source = inProcessSource(altered.id, altered.create, { timeoutMs: patience_ms })
  const target = new Target(source, { protocol: protocol.id, kit: kitVersion, adapter_protocol: 1 }, protocol.smoke)
  const pics = await target.pics()
  return { target, source, selected: select(protocol.checks, protocol.catalogue(), pics), setting: settingOf(pics) }
}

/** Runs a mutant with the checks that name what it violates, and stops at the first kill. */
export async function tryMutant(
  protocol: Protocol,
  mutant: Protocol['mutants'][number],
  options: LedgerOptions,
): Promise<Kill> {
  const { target, selected, setting } = await subjectOf(protocol, mutant)
  const rules = { catalogue: protocol.catalogue(), register: protocol.register(), malformed: protocol.malformed }
  // Whatever check it is that makes an implementation stop, it shows that this one is not robust.
  const naming = selected.filter(
    ({ judges, lacks }) =>
      judges.has(mutant.violates) || (mutant.violates === rules.register.robustness && lacks === undefined),
  )
  const monitors = naming.filter(({ check }) => check.kind === 'monitor').flatMap(({ check }) => check.monitors ?? [])
  const direct = naming.filter(({ check }) => check.kind !== 'monitor').map(({ check }) => check)
  const watched =
    monitors.length === 0
      ? []
      : selected
          .filter(({ check, lacks }) => lacks === undefined && check.kind !== 'monitor' && !direct.includes(check))
          .map(({ check }) => check)
  let cases = 0
  try {
    for (const check of [...direct, ...watched].sort(byCost)) {
      const bench = benchOf(check, monitors, setting, rules, false)
      const result = await campaign(target, check, bench, {
        seed: options.seed,
        cases: options.cases ?? budgets.default,
        pipelined: false,
        judges: new Set([mutant.violates]),
        stop: ({ violations }) => violations.some(({ requirement }) => requirement === mutant.violates),
      })
      cases += result.cases
      const failure = result.failures.find(({ violation }) => violation.requirement === mutant.violates)
      if (failure !== undefined)
        return {
          ...head(mutant),
          killed: true,
          check: check.id,
          cases,
          ...(await measure(protocol, target, failure, options)),
        }
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
  const { target, selected, setting } = await subjectOf(protocol, variant)
  const rules = { catalogue: protocol.catalogue(), register: protocol.register(), malformed: protocol.malformed }
  const applicable = selected.filter(({ lacks }) => lacks === undefined)
  const monitors = applicable
    .filter(({ check }) => check.kind === 'monitor')
    .flatMap(({ check }) => check.monitors ?? [])
  const judges = new Set(applicable.flatMap((entry) => [...entry.judges]))
  const alarms: FalseAlarm[] = []
  try {
    for (const { check } of applicable) {
      if (check.kind === 'monitor') continue
      const result = await campaign(target, check, benchOf(check, monitors, setting, rules, false), {
        seed: options.seed,
        cases: options.cases ?? budgets.quick,
        pipelined: false,
        judges,
      })
      for (const { violation } of result.failures) {
        alarms.push({
          variant: variant.id,
          check: check.id,
          requirement: violation.requirement,
          allowed: violation.allowed,
          got: violation.got,
        })
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
  failure: Failure,
  options: LedgerOptions,
): Promise<Pick<Kill, 'steps' | 'subtle'>> {
  const shrunk =
    options.shrink === false || !shrinks(failure.ran.kind)
      ? undefined
      : await shrinkCase(target, failure.subject, failure.violation, failure.bench)
  const subject = shrunk?.subject ?? failure.subject
  const probe = (shrunk?.violation ?? failure.violation).exchange.probe
  const steps = subject.inputs.length + (probe ? 1 : 0)
  const boundary =
    protocol.register().requirements.find(({ id }) => id === failure.violation.requirement)?.boundary ?? []
  const subtle = subtlety(subject, steps, protocol.catalogue(), boundary)
  return { steps, ...(subtle === undefined ? {} : { subtle }) }
}

/** Fixed cases before random walks: most kills are cheap. */
function byCost(a: Check, b: Check): number {
  return (a.kind === 'model' ? 1 : 0) - (b.kind === 'model' ? 1 : 0)
}
