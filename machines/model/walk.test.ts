import { expect, test } from 'vitest'
import { chart } from '../chart/chart.ts'
import type { Input, Model } from './model.ts'
import { type Pattern, SymbolPattern } from './pattern.ts'
import { seeded } from './random.ts'
import { tour } from './tour.ts'
import { ModelSimulator, repair, walk } from './walk.ts'
import { World } from './world.ts'

const door = chart<{ key: number }, { key: number }>({
  id: 'door',
  explain: '',
  context: { key: { min: 0, max: 1000, symbol: true } },
  payload: { key: { min: -1, max: 1000, symbol: true } },
  events: { lock: ['key'], unlock: ['key'], burn: [] },
  guards: { fits: (c, e) => c.key === e.key },
  updates: { cut: { key: (_, e) => e.key } },
  outputs: {},
  config: {
    initial: 'open',
    states: {
      open: { on: { lock: { target: 'locked', actions: ['cut'] }, unlock: {}, burn: { target: 'gone' } } },
      locked: { on: { lock: {}, unlock: [{ guard: 'fits', target: 'open' }, {}], burn: { target: 'gone' } } },
      gone: { on: { lock: {}, unlock: {}, burn: {} } },
    },
  },
})

/** A door whose lock cuts a fresh key each time; it opens with the last one. */
class DoorModel implements Model {
  readonly world = new World()
  readonly configuration = {}
  readonly #door = this.world.role('door', door)
  readonly moves = [
    {
      name: 'lock',
      weight: () => (this.#door.state === 'open' ? 3 : 0),
      variants: () => [{ op: 'lock', params: {} }],
    },
    {
      name: 'unlock',
      weight: () => (this.#door.state === 'locked' ? 3 : 0),
      variants: (known: readonly { symbol: number }[]) =>
        known.slice(-2).map(({ symbol }) => ({ op: 'unlock', params: { key: `$e${symbol / 8}` } })),
    },
    { name: 'burn', weight: () => 1, variants: () => [{ op: 'burn', params: {} }] },
  ]
  accepts = ({ op }: Input): boolean => op === 'burn' || this.#door.state === (op === 'lock' ? 'open' : 'locked')
  perform = ({ op, params }: Input, scope: { symbol(text: string, family: string): number }) => {
    const key = op === 'lock' ? this.world.fresh() : scope.symbol(String(params.key), 'key')
    this.#door.send(op, { key })
    return { ok: (op === 'lock' ? { key: new SymbolPattern(key, 'key') } : { state: this.#door.state }) as Pattern }
  }
  probes = () => []
}

const input = (op: string, key?: string): Input => ({ op, params: key === undefined ? {} : { key } })

test('a walk is a pure function of its seed, of the length asked for, and of inputs that mean something', () => {
  const simulator = new ModelSimulator(new DoorModel())
  const first = walk(simulator, 20, seeded(7))
  expect(walk(simulator, 20, seeded(7))).toEqual(first)
  expect(walk(simulator, 20, seeded(8))).not.toEqual(first)
  expect(first).toHaveLength(20)
  const model = new DoorModel()
  const follower = new ModelSimulator(model)
  for (const each of first) {
    expect(model.accepts(each)).toBe(true)
    follower.perform(each)
  }
})

test('a walk refers only to symbols that an earlier step has shown', () => {
  const inputs = walk(new ModelSimulator(new DoorModel()), 40, seeded(3))
  const references = inputs.flatMap(({ params }, at) => (params.key === undefined ? [] : [[at + 1, params.key]]))
  expect(references.length).toBeGreaterThan(0)
  for (const [step, key] of references) {
    const minted = Number(String(key).slice(2))
    expect(minted).toBeLessThan(step as number)
    expect(inputs[minted - 1]?.op).toBe('lock')
  }
})

test('a walk keeps away from where little can happen any more', () => {
  const burnt = (guides: boolean): number => {
    const simulator = new ModelSimulator(new DoorModel())
    if (!guides) Object.assign(simulator, { reach: undefined })
    const random = seeded(1)
    return Array.from({ length: 50 }, () => walk(simulator, 3, random)).filter((inputs) =>
      inputs.some(({ op }) => op === 'burn'),
    ).length
  }
  expect(burnt(true)).toBeLessThanOrEqual(burnt(false))
})

test('repair renumbers references, and drops what has lost its reference or its meaning', () => {
  const simulator = new ModelSimulator(new DoorModel())
  const all = [input('lock'), input('unlock', '$e1'), input('lock'), input('unlock', '$e3')]
  expect(repair(simulator, all, [1, 2, 3, 4])).toEqual(all)
  expect(repair(simulator, all.slice(2), [3, 4])).toEqual([input('lock'), input('unlock', '$e1')])
  expect(repair(simulator, all.slice(1), [2, 3, 4])).toEqual(
    [input('lock'), input('unlock', '$e2')].map((each) => (each.op === 'unlock' ? input('unlock', '$e1') : each)),
  )
  expect(repair(simulator, [all[0] as Input, all[2] as Input], [1, 3])).toEqual([input('lock')])
})

test('repair puts the nearest simpler input where the model knows one', () => {
  const repairing = (): Model => Object.assign(new DoorModel(), { repair: () => input('burn') })
  expect(repair(new ModelSimulator(repairing()), [input('unlock', '$e1'), input('lock')], [1, 2])).toEqual([
    input('lock'),
  ])
  expect(repair(new ModelSimulator(repairing()), [input('lock'), input('lock')], [1, 2])).toEqual([
    input('lock'),
    input('burn'),
  ])
})

test('a tour takes every transition that the moves reach, the shortest way first', () => {
  const model = new DoorModel()
  const cases = tour(new DoorModel())
  const taken = new Set<string>()
  const simulator = new ModelSimulator(model)
  for (const inputs of cases) {
    simulator.restart()
    for (const each of inputs) {
      simulator.perform(each)
      for (const { id } of model.world.fired) taken.add(id)
    }
  }
  expect([...taken].sort()).toEqual([
    'door:gone.burn#0',
    'door:locked.burn#0',
    'door:locked.unlock#0',
    'door:open.burn#0',
    'door:open.lock#0',
  ])
  expect(cases.map(({ length }) => length)).toEqual(cases.map(({ length }) => length).sort())
})
