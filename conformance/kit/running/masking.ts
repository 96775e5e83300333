import type { Mask } from '../../../reports/event.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { CheckResult } from '../outcome/check-result.ts'
import type { Defect } from '../outcome/defect.ts'
import { runCase } from './case.ts'
import { type Session, targetOf } from './session.ts'

/**
 * What keeps requirements from being judged: each of `unjudged` that a failing case would have shown, had it not failed, is masked by
 * the defect of that case. What it would have shown, the reference implementation shows in its place. A check that stops cut short
 * might have shown everything that it covers.
 */
export async function masksOf(
  session: Session,
  results: readonly CheckResult[],
  defects: readonly Defect[],
  unjudged: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Mask[]>> {
  const masks = new Map<string, Mask[]>()
  const mask = (requirement: string, broken: readonly string[]): void => {
    if (!unjudged.has(requirement)) return
    const at = defects.findIndex(({ failures }) => failures.some((each) => broken.includes(each.requirement.id)))
    const found = { defect: at + 1, requirement: defects[at]?.failures[0]?.requirement.id ?? '' }
    const its = masks.get(requirement) ?? []
    if (at >= 0 && !its.some(({ defect }) => defect === found.defect)) masks.set(requirement, [...its, found])
  }
  if (unjudged.size === 0 || defects.length === 0) return masks
  const { protocol } = session
  const target = targetOf(protocol, inProcessSource('reference', protocol.reference))
  try {
    for (const { check, broken, cutShort } of results) {
      if (cutShort !== undefined) {
        const last = broken.at(-1)?.requirements ?? []
        const covered = session.selected.find((each) => each.check === check)?.covered ?? []
        for (const requirement of [...covered, ...session.watched]) mask(requirement, last)
      }
      const context = session.context(check)
      for (const { subject, requirements } of broken) {
        const { exercised } = await runCase(await target.adapter(), subject, context.fit(subject))
        for (const requirement of exercised.keys()) mask(requirement, requirements)
      }
    }
    return masks
  } finally {
    await target.close()
  }
}
