import { inProcessSource } from '../adapters/in-process.ts'
import { CasePlan } from '../cases/case-plan.ts'
import type { Check } from '../check.ts'
import type { Protocol } from '../protocol.ts'
import { runCheck } from './check-run.ts'
import { openSession, targetOf } from './session.ts'

/** What the checks of a protocol say of its reference implementation. */
export interface Idle {
  /** What they find wrong, for people: a defect of the kit. */
  readonly wrong: readonly string[]
  /** A check and a requirement that it covers and does not exercise. */
  readonly idle: readonly string[]
}

/** Random cases of a walk: enough for every requirement that it covers. */
const randomCases = 250

/**
 * Runs the checks that `among` admits on the reference implementation, with every monitor. Whether a monitor is idle can only be said
 * where all checks run.
 */
export async function idleChecks(protocol: Protocol, among: (check: Check) => boolean = () => true): Promise<Idle> {
  const { requirements } = protocol.register()
  const watched = new Set(requirements.map(({ id }) => id))
  const target = targetOf(protocol, inProcessSource('reference', protocol.reference))
  const session = await openSession(target, protocol)
  const running = session.running.filter(({ check }) => among(check))
  const exercised = new Set<string>()
  const wrong: string[] = []
  const idle: string[] = []
  for (const { check, covered } of running) {
    const plan = new CasePlan(check, session.setting, session.catalogue, { seed: 1, randomCases })
    const result = await runCheck(target, check, plan, session.context(check), { watched })
    for (const { violation } of result.findings)
      wrong.push(
        `${check.id} ${violation.requirement}: ${violation.judge} allows ${violation.allowed}, got ${violation.got}`,
      )
    for (const requirement of result.exercised.keys()) exercised.add(requirement)
    for (const requirement of covered) if (!result.exercised.has(requirement)) idle.push(`${check.id} ${requirement}`)
  }
  await target.close()
  if (running.length < session.running.length) return { wrong, idle }
  for (const { check, covered, missing } of session.selected)
    if (check.kind === 'monitor' && missing === undefined)
      for (const requirement of covered) if (!exercised.has(requirement)) idle.push(`${check.id} ${requirement}`)
  return { wrong, idle }
}
