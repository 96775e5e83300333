import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { layoutBreaches } from '../../../lint/check-layout.ts'
import { compareWithXState } from '../../../machines/chart/equivalence.ts'
import { lint } from '../../../machines/chart/lint.ts'
import { root } from '../../../spec/root.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { CasePlan } from '../cases/case-plan.ts'
import { covers } from '../check.ts'
import { processMemory } from '../judging/judged-by.ts'
import { derivedVariants } from '../mutation/derived-variants.ts'
import { tryVariant } from '../mutation/ledger.ts'
import type { Protocol } from '../protocol.ts'
import { runCheck } from '../running/check-run.ts'
import { openSession, targetOf } from '../running/session.ts'
import { protocols } from './protocols.ts'

/** Random cases of a walk: enough for every requirement that it covers. */
const cases = 250

describe.each(protocols)('protocol $id', ({ id, load }) => {
  let protocol: Protocol
  let requirements: ReturnType<Protocol['register']>['requirements']
  let catalogue: ReturnType<Protocol['catalogue']>
  beforeAll(async () => {
    protocol = await load()
    requirements = protocol.register().requirements
    catalogue = protocol.catalogue()
  })

  it('has charts that are data, are total and equal what XState makes of them', () => {
    for (const chart of protocol.charts) {
      expect(lint(chart)).toEqual([])
      expect(compareWithXState(chart).difference).toBeUndefined()
    }
  })

  it('keeps each check alone in a file named after it, in the folder of its kind, and lists it once', async () => {
    expect(await layoutBreaches(join(root, 'conformance', id, 'checks'), protocol)).toEqual([])
  })

  it('needs only what its catalogue has', () => {
    const names = new Set([
      ...catalogue.operations.map(({ name }) => name),
      ...Object.keys(catalogue.capabilities),
      ...catalogue.profiles,
      processMemory,
    ])
    const needs = protocol.checks.flatMap((check) => [...check.needs, ...covers(check).flatMap((claim) => claim.needs)])
    expect(needs.filter((name) => !names.has(name))).toEqual([])
  })

  it('judges every requirement that is not excluded, by the checks that the register names', () => {
    const judged = new Map<string, string[]>()
    for (const check of protocol.checks)
      for (const claim of covers(check)) judged.set(claim.id, [...(judged.get(claim.id) ?? []), check.id])
    const stated = requirements.map(({ id, checks = [] }) => [id, [...checks].sort()])
    expect(stated).toEqual(requirements.map(({ id }) => [id, [...new Set(judged.get(id) ?? [])].sort()]))
    expect(requirements.filter(({ id }) => !judged.has(id)).map(({ id }) => id)).toEqual(
      requirements.filter(({ excluded }) => excluded !== undefined).map(({ id }) => id),
    )
  })

  it('puts each requirement into the smallest profile that has everything some check of it needs', () => {
    const { profiles } = catalogue
    const size = (profile: string): number => profiles.filter((part) => catalogue.contains(profile, part)).length
    const smallest = (candidates: readonly string[]): string =>
      [...candidates].sort((a, b) => size(a) - size(b) || profiles.indexOf(a) - profiles.indexOf(b))[0] ?? 'none'
    /** Undefined for a capability that opens no operation: every profile may have it. */
    const profileOf = (need: string): string | undefined => {
      const operation = catalogue.operation(need)
      if (operation !== undefined) return operation.profile
      if (profiles.includes(need)) return need
      const opened = catalogue.operations.filter(({ requires }) => requires.includes(need))
      return opened.length === 0 ? undefined : smallest(opened.map(({ profile }) => profile))
    }
    const holding = (needs: readonly string[]): string => {
      const parts = needs.map(profileOf).filter((part) => part !== undefined)
      return smallest(profiles.filter((profile) => parts.every((part) => catalogue.contains(profile, part))))
    }
    const derived = requirements.map(({ id, profile, excluded }) => {
      if (excluded !== undefined) return [id, profile]
      const sufficient = protocol.checks.flatMap((check) =>
        covers(check)
          .filter((claim) => claim.id === id)
          .map((claim) => holding([...check.needs, ...claim.needs])),
      )
      return [id, smallest(sufficient)]
    })
    expect(derived).toEqual(requirements.map(({ id, profile }) => [id, profile]))
  })

  it('finds nothing wrong with its reference, and every check exercises what it covers', async () => {
    const target = targetOf(protocol, inProcessSource('reference', protocol.reference))
    const session = await openSession(target, protocol)
    const exercised = new Set<string>()
    const wrong: string[] = []
    const idle: string[] = []
    for (const { check, covered } of session.running) {
      const plan = new CasePlan(check, session.setting, catalogue, { seed: 1, randomCases: cases })
      const watched = new Set(requirements.map(({ id: requirement }) => requirement))
      const result = await runCheck(target, check, plan, session.context(check), { watched })
      for (const { violation } of result.findings)
        wrong.push(
          `${check.id} ${violation.requirement}: ${violation.judge} allows ${violation.allowed}, got ${violation.got}`,
        )
      for (const requirement of result.exercised.keys()) exercised.add(requirement)
      for (const requirement of covered) if (!result.exercised.has(requirement)) idle.push(`${check.id} ${requirement}`)
    }
    await target.close()
    for (const { check, covered, missing } of session.selected)
      if (check.kind === 'monitor' && missing === undefined)
        for (const requirement of covered) if (!exercised.has(requirement)) idle.push(`${check.id} ${requirement}`)
    expect(wrong).toEqual([])
    expect(idle).toEqual([])
  })

  it('flags no choice that is legal in every protocol', async () => {
    for (const variant of derivedVariants(protocol))
      expect(await tryVariant(protocol, variant, { seed: 1, cases: 20 })).toEqual([])
  })
})
