import { expect, test } from 'vitest'
import type { Pics } from '../../../spec/adapter.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Operand } from '../../../spec/operand.ts'
import type { Case } from '../check.ts'
import { rowsFor } from '../cli/protocols.ts'
import { missingName } from '../judging/selection.ts'
import { settingOf } from '../judging/setting.ts'
import { CasePlan } from './case-plan.ts'
import { horizonsIn, reaches } from './horizons.ts'

/** Every value at a path of parameters, whatever members of a map are called. */
function valuesAt(value: Json | undefined, [name, ...rest]: readonly string[]): readonly Json[] {
  if (name === undefined) return value === undefined ? [] : [value]
  if (value === null || typeof value !== 'object') return []
  if (name === '*') return Object.values(value).flatMap((inner) => valuesAt(inner as Json, rest))
  return Array.isArray(value) || !Object.hasOwn(value, name) ? [] : valuesAt(value[name], rest)
}

const shown = ({ dimension }: Operand, value: Json): string => {
  if (dimension === 'count') return `${Array.isArray(value) ? value.length : value}`
  return dimension === 'size' ? `${String(value).length / 2}` : String(value)
}

/** What the horizons hold for an operand, in its own units, as far as the default budget goes. */
function wanted({ dimension, path, minimum, maximum }: Operand): readonly string[] {
  if (dimension === undefined) return []
  const units = dimension === 'time' && /(^|_|\.)ns$/.test(path) ? 1_000_000n : 1n
  const most = maximum === undefined ? undefined : maximum / units
  return horizonsIn(dimension, { minimum, maximum: most })
    .filter(({ tier }) => reaches('default', tier))
    .filter(({ tier }) => dimension !== 'name' || tier === 'quick')
    .flatMap(({ value }): readonly string[] => {
      if (typeof value === 'object') return value
      return [dimension === 'time' ? `${BigInt(value as number) * units}` : `${value}`]
    })
}

/** What a case gives to operands, and how often in a row it calls an operation. */
class TriedValues {
  readonly #values = new Map<Operand, Set<string>>()

  constructor(readonly operands: readonly Operand[]) {
    for (const operand of operands) this.#values.set(operand, new Set())
  }

  add({ configuration, inputs }: Case): void {
    let [last, times] = ['', 0]
    for (const { op, params } of [{ op: 'reset', params: configuration }, ...inputs]) {
      times = op === last ? times + 1 : 1
      last = op
      for (const operand of this.operands) if (operand.op === op) this.#see(operand, params, times)
    }
  }

  #see(operand: Operand, params: JsonObject, times: number): void {
    const seen = this.#values.get(operand)
    if (operand.path === '') seen?.add(`${times}`)
    else for (const value of valuesAt(params, operand.path.split('.'))) seen?.add(shown(operand, value))
  }

  /** Operands of whose horizons less than half were tried. */
  lacking(): readonly string[] {
    return this.operands.flatMap((operand) => {
      const values = wanted(operand)
      const hit = values.filter((value) => this.#values.get(operand)?.has(value)).length
      return hit * 2 < values.length ? [`${operand.op} ${operand.path}`] : []
    })
  }
}

test('every parameter is tried over its horizons by fixed cases, or the catalogue says why not', async () => {
  let accounted = 0
  for (const { id, load } of rowsFor(undefined)) {
    const protocol = await load()
    const catalogue = protocol.catalogue()
    if (catalogue.unswept === undefined) continue
    accounted++
    const { ok } = await protocol.reference().request('hello', {})
    const setting = settingOf(ok as unknown as Pics)
    const tried = new TriedValues(catalogue.operands.filter(({ dimension }) => dimension !== undefined))
    const options = { seed: 1, randomCases: 0, budget: 'default', tour: false } as const
    for (const check of protocol.checks) {
      const { needs, kind } = check
      if (kind === 'monitor' || kind === 'history') continue
      if (missingName(needs, catalogue, setting.profile, setting.capabilities) !== undefined) continue
      for (const one of new CasePlan(check, setting, catalogue, options)) tried.add(one)
    }
    expect([...tried.lacking()].sort(), id).toEqual(Object.keys(catalogue.unswept).sort())
  }
  expect(accounted).toBeGreaterThan(1)
})
