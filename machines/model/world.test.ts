import { expect, test } from 'vitest'
import { chart, natural } from '../chart/chart.ts'
import { World } from './world.ts'

const counter = chart<{ count: number; most: number }, { by: number }>({
  id: 'counter',
  explain: '',
  context: { count: { min: 0, max: 3 }, most: { min: 3, max: 3 } },
  payload: { by: { min: 1, max: 2 } },
  events: { add: ['by'] },
  guards: { full: (c, e) => c.count + e.by > c.most },
  updates: { add: { count: (c, e) => c.count + e.by } },
  outputs: { is: (c) => ({ count: c.count }) },
  config: {
    initial: 'room',
    states: {
      room: { on: { add: [{ guard: 'full', target: 'full' }, { actions: ['add', 'is'] }] } },
      full: {},
    },
  },
})

function counting() {
  const world = new World()
  const role = world.role('counter', counter, { most: 2 })
  const ghost = world.ghosts('ghost', { seen: { ...natural, initial: 7 }, flag: { min: 0, max: 1 } })
  return { world, role, ghost }
}

test('what is saved is loaded again: states, contexts and ghosts', () => {
  const { world, role, ghost } = counting()
  const before = world.save()
  role.send('add', { by: 2 })
  role.send('add', { by: 2 })
  ghost.seen = 2 ** 52
  const after = world.save()
  world.load(before)
  expect([role.state, role.context.count, ghost.seen]).toEqual(['room', 0, 7])
  world.load(after)
  expect([role.state, role.context.count, ghost.seen]).toEqual(['full', 2, 2 ** 52])
})

test('a variable that is declared after a save is part of the next one', () => {
  const { world } = counting()
  const length = world.save().length
  const late = world.ghosts('late', { value: { min: 0, max: 9, initial: 4 } })
  const saved = world.save()
  late.value = 5
  world.load(saved)
  expect([saved.length, late.value]).toEqual([length + 1, 4])
})

test('a role says what its chart says, and refuses what the chart does not handle', () => {
  const { role } = counting()
  expect(role.send('add', { by: 1 })).toEqual([{ type: 'is', params: {}, values: { count: 1 } }])
  expect(() => role.send('subtract' as 'add')).toThrow(expect.objectContaining({ code: 'CUT-CHART-UNHANDLED' }))
  role.send('add', { by: 2 })
  expect(() => role.send('add', { by: 1 })).toThrow('does not handle "add" in state full')
})

test('a step knows which transitions were taken and by whom, and forgets them at the next', () => {
  const { world, role } = counting()
  world.begin([], () => 0)
  role.send('add', { by: 1 })
  world.attribute({ reply: ['OSP-001'] })
  expect(world.fired.map(({ id }) => id)).toEqual(['counter:room.add#1', 'system'])
  expect(world.actors).toEqual(['counter', 'system'])
  world.begin([], () => 0)
  expect([world.fired, world.actors]).toEqual([[], []])
})

test('choices come in order, each sequence once, also where later choices depend on earlier ones', () => {
  const { world } = counting()
  const seen: string[] = []
  for (let choices: readonly number[] | undefined = []; choices !== undefined; choices = world.nextChoices()) {
    world.begin(choices, () => 0)
    const first = world.choose(3)
    seen.push(first === 1 ? `1${world.choose(2)}` : `${first}`)
  }
  expect(seen).toEqual(['0', '10', '11', '2'])
  world.begin([], () => 0)
  expect(world.nextChoices()).toBeUndefined()
})

test('a choice against a SHOULD is told until the next step', () => {
  const { world } = counting()
  const unwise = (...choices: number[]): boolean => {
    world.begin(choices, () => 0)
    world.choose(2, 1)
    world.choose(2)
    return world.unwise
  }
  expect([unwise(0, 1), unwise(1, 0), unwise(0, 0)]).toEqual([false, true, false])
})

test('fresh values come from where the step says', () => {
  const { world } = counting()
  let next = 40
  world.begin([], () => next++)
  expect([world.fresh(), world.fresh()]).toEqual([40, 41])
})

test('messages are told only while they are traced', () => {
  const { world, role } = counting()
  role.send('add', { by: 1 })
  expect(world.messages).toEqual([])
  world.traced = true
  role.send('add', { by: 1 })
  expect(world.messages).toEqual([
    { from: 'env', to: 'counter', text: 'add by=1' },
    { from: 'counter', to: 'env', text: 'is count=2' },
  ])
})
