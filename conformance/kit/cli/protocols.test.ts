import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { layoutBreaches } from '../../../lint/check-layout.ts'
import { compareWithXState } from '../../../machines/chart/equivalence.ts'
import { lint } from '../../../machines/chart/lint.ts'
import { root } from '../../../spec/root.ts'
import { covers } from '../check.ts'
import { processMemory } from '../judging/judged-by.ts'
import type { Protocol } from '../protocol.ts'
import { idleChecks } from '../running/idle.ts'
import { protocols } from './protocols.ts'

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

  // The checks of the wire; CI has every check, and with them the monitors (`npm run idle`).
  it('finds nothing wrong with its reference, and its checks of the wire exercise what they cover', async () => {
    const found = await idleChecks(protocol, ({ kind }) => kind === 'wire')
    expect(found).toEqual({ wrong: [], idle: [] })
  })
})
