import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inProcessSource } from '../../adapters/in-process.ts'
import { type Check, claims } from '../../check.ts'
import { benchOf, campaign } from '../../driver/campaign.ts'
import { Target } from '../../driver/target.ts'
import { select } from '../../judge/selection.ts'
import { settingOf } from '../../judge/setting.ts'
import { osproxy } from '../protocol.ts'

const catalogue = osproxy.catalogue()
const { requirements } = osproxy.register()
const { checks } = osproxy

/** Random cases of a walk: enough for every requirement that it claims. */
const cases = 250

it('is one row for each check in a file, under an id of its own', async () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const modules = await Promise.all(
    files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => import(join(import.meta.dirname, file)) as Promise<Record<string, unknown>>),
  )
  const isCheck = (value: unknown): value is Check =>
    typeof value === 'object' && value !== null && 'kind' in value && 'requirements' in value
  const found = modules.flatMap((module) => Object.values(module).filter(isCheck))
  expect(checks.map(({ id }) => id).sort()).toEqual(found.map(({ id }) => id).sort())
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
})

it('needs only what the catalogue has', () => {
  const names = new Set([
    ...catalogue.operations.map(({ name }) => name),
    ...Object.keys(catalogue.capabilities),
    ...catalogue.profiles,
  ])
  const needs = checks.flatMap((check) => [...check.needs, ...claims(check).flatMap((claim) => claim.needs)])
  expect(needs.filter((name) => !names.has(name))).toEqual([])
})

it('judges every requirement that is not excluded, as the register says', () => {
  const judged = new Map<string, string[]>()
  for (const check of checks) for (const { id } of claims(check)) judged.set(id, [...(judged.get(id) ?? []), check.id])
  const stated = requirements.map(({ id, checks: ids }) => [id, [...(ids ?? [])].sort()])
  expect(stated).toEqual(requirements.map(({ id }) => [id, (judged.get(id) ?? []).sort()]))
  expect(requirements.filter(({ id }) => !judged.has(id)).map(({ id }) => id)).toEqual(
    requirements.filter(({ excluded }) => excluded !== undefined).map(({ id }) => id),
  )
})

it('puts each requirement into the smallest profile that has everything some check of it needs', () => {
  const rank = (profile: string): number => catalogue.profiles.indexOf(profile)
  const smallest = (profiles: readonly string[]): string =>
    [...profiles].sort((a, b) => rank(a) - rank(b))[0] ?? 'store'
  const profileOf = (need: string): string => {
    const operation = catalogue.operation(need)
    if (operation !== undefined) return operation.profile
    if (catalogue.profiles.includes(need)) return need
    return smallest(
      catalogue.operations.filter(({ requires }) => requires.includes(need)).map(({ profile }) => profile),
    )
  }
  const derived = requirements.map(({ id, profile, excluded }) => {
    if (excluded !== undefined) return [id, profile]
    const needed = checks.flatMap((check) =>
      claims(check)
        .filter((claim) => claim.id === id)
        .map((claim) =>
          smallest(
            [...check.needs, ...claim.needs]
              .map(profileOf)
              .sort((a, b) => rank(b) - rank(a))
              .slice(0, 1),
          ),
        ),
    )
    return [id, smallest(needed)]
  })
  expect(derived).toEqual(requirements.map(({ id, profile }) => [id, profile]))
})

it('finds nothing wrong with the reference implementation, and every check exercises what it claims', async () => {
  const target = new Target(
    inProcessSource('reference', osproxy.reference),
    { protocol: 'osproxy', kit: '0', adapter_protocol: 1 },
    osproxy.smoke,
  )
  const pics = await target.pics()
  const selected = select(checks, catalogue, pics)
  const applicable = selected.filter(({ lacks }) => lacks === undefined)
  const watching = applicable.filter(({ check }) => check.kind === 'monitor')
  const monitors = watching.flatMap(({ check }) => check.monitors ?? [])
  const rules = { catalogue, register: osproxy.register(), malformed: osproxy.malformed }
  const exercised = new Set<string>()
  const wrong: string[] = []
  const idle: string[] = []
  for (const { check, judges } of applicable) {
    if (check.kind === 'monitor') continue
    const result = await campaign(target, check, benchOf(check, monitors, settingOf(pics), rules, false), {
      seed: 1,
      cases,
      pipelined: false,
      judges: new Set(requirements.map(({ id }) => id)),
    })
    for (const { violation } of result.failures)
      wrong.push(
        `${check.id} ${violation.requirement}: ${violation.judge} allows ${violation.allowed}, got ${violation.got}`,
      )
    for (const id of result.exercised.keys()) exercised.add(id)
    for (const id of judges) if (!result.exercised.has(id)) idle.push(`${check.id} ${id}`)
  }
  await target.close()
  for (const { check, judges } of watching)
    for (const id of judges) if (!exercised.has(id)) idle.push(`${check.id} ${id}`)
  expect(wrong).toEqual([])
  expect(idle).toEqual([])
  expect(selected.filter(({ lacks }) => lacks !== undefined).map(({ check }) => check.id)).toEqual([
    'osproxy/raw-lines',
  ])
})
