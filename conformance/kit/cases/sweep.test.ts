import { expect, test } from 'vitest'
import { natural } from '../../../machines/chart/chart.ts'
import type { Input, Model, ModelSource, Setting } from '../../../machines/model/model.ts'
import { SymbolPattern } from '../../../machines/model/pattern.ts'
import { textsOf, textsScope } from '../../../machines/model/subject-texts.ts'
import { World } from '../../../machines/model/world.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Operand } from '../../../spec/operand.ts'
import { sweep } from './sweep.ts'

const setting: Setting = { profile: 'x', capabilities: new Set(), parameters: {}, shimDefined: new Set() }
const operand = (op: string, path: string, dimension: Operand['dimension'], more: Partial<Operand> = {}): Operand => ({
  ...{ op, path, type: 'string', dimension, minimum: undefined, maximum: undefined },
  ...more,
})
const operands = [
  operand('shelf.put', 'name', 'name', { maximum: 64n }),
  operand('shelf.put', 'bytes', 'size'),
  operand('shelf.put', 'tags', 'count', { type: 'array', maximum: 9n }),
  operand('shelf.put', '', 'count', { type: 'step', minimum: 1n }),
  operand('shelf.take', 'name', 'name', { maximum: 64n }),
  operand('shelf.take', 'ticket', 'number'),
  operand('shelf.take', 'within_ns', 'time'),
  operand('door.open', 'times', 'count', { type: 'integer' }),
]
const put = (name: string): Input => ({ op: 'shelf.put', params: { name, bytes: '00', tags: ['t', 'u'] } })
const take = (name: string, ticket: string): Input => ({
  op: 'shelf.take',
  params: { name, ticket, within_ns: '1000000' },
})

/** A shelf: what was put there is taken with the ticket that was answered. Names come from the case; no tag list is empty. */
const source: ModelSource = {
  id: 'shelf',
  scope: (subject) => textsScope(textsOf(subject, 'name').filter((name) => name !== 'a')),
  build: (_, subject): Model => {
    const world = new World()
    const names = ['a', ...(subject === undefined ? [] : textsOf(subject, 'name'))]
    const ghost = world.ghosts('shelf', { things: natural, ticket: { ...natural, symbol: true } })
    return {
      world,
      configuration: { shelves: 1 },
      moves: [
        { name: 'put', weight: () => 1, variants: () => names.slice(0, 1).map(put) },
        {
          name: 'take',
          weight: () => (ghost.things > 0 ? 1 : 0),
          variants: (known) => known.slice(-1).map(({ symbol }) => take('a', `$e${symbol / 8}`)),
        },
      ],
      accepts: ({ params }) =>
        names.includes(String(params.name)) && (params.tags as string[] | undefined)?.length !== 0,
      perform: ({ op }) => {
        if (op === 'shelf.put') {
          ghost.things = 1
          ghost.ticket = world.fresh()
          return { ok: { ticket: new SymbolPattern(ghost.ticket, 'ticket') } }
        }
        return { ok: {} }
      },
      probes: () => [],
    }
  },
}
const swept = (budget: 'quick' | 'default', operations: readonly string[] = ['shelf']) => [
  ...sweep({ source, setting, catalogue: { operands }, operations, budget }),
]
const named = (name: string, budget: 'quick' | 'default' = 'quick') => swept(budget).find((one) => one.name === name)
const last = (name: string): JsonObject => named(name)?.inputs.at(-1)?.params ?? {}

test('each value of the dimension stands at the end of the shortest walk to the operation', () => {
  expect(named('shelf.put bytes 33')).toMatchObject({ configuration: { shelves: 1 } })
  expect(String(last('shelf.put bytes 33').bytes)).toHaveLength(66)
  expect(named('shelf.take ticket 18446744073709551615')?.inputs).toEqual([put('a'), take('a', '18446744073709551615')])
  expect(last('shelf.take within_ns 1001')).toMatchObject({ within_ns: '1001000000' })
  expect(last('shelf.put tags 3')).toMatchObject({ tags: ['t', 'u', 't'] })
})

test('names come in pairs, each in every place where it stands, and symbols follow their steps', () => {
  expect(named('shelf.take name case')?.inputs).toEqual([
    put('acme'),
    take('acme', '$e1'),
    put('Acme'),
    take('Acme', '$e3'),
  ])
})

test('what is worth repeating is repeated, in the longest row of each tier alone', () => {
  const lengths = (budget: 'quick' | 'default'): (number | undefined)[] =>
    swept(budget)
      .filter(({ name }) => /^shelf\.put [0-9]+$/.test(name))
      .map(({ inputs }) => inputs.length)
  expect([lengths('quick'), lengths('default')]).toEqual([[65], [65, 1025]])
})

test('the range of an operand and what its model accepts are kept', () => {
  const tags = swept('default').filter(({ name }) => name.startsWith('shelf.put tags'))
  expect(tags.flatMap(({ inputs }) => inputs.map(({ params }) => (params.tags as string[]).length))).toEqual([
    1, 2, 3, 7, 8, 9,
  ])
  expect(named('shelf.put name equal-for-63', 'default')).toBeDefined()
  expect(named('shelf.put name equal-for-64', 'default')).toBeUndefined()
})

test('only the operations asked for are swept, and those that no walk comes to are not', () => {
  expect(swept('quick', ['shelf.take']).every(({ name }) => name.startsWith('shelf.take '))).toBe(true)
  expect(swept('quick', ['door'])).toEqual([])
})

test('the same model gives the same sweep, and a larger budget goes on from a smaller one', () => {
  expect(swept('quick')).toEqual(swept('quick'))
  const names = new Set(swept('default').map(({ name }) => name))
  expect(swept('quick').filter(({ name }) => !names.has(name))).toEqual([])
})
