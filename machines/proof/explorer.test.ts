import { describe, expect, test } from 'vitest'
import { amend } from '../chart/amend.ts'
import { chart } from '../chart/chart.ts'
import type { World } from '../model/world.ts'
import { deadTransitions, type ExploreOptions, explore, falsify, general } from './explorer.ts'
import { type SystemBody, type SystemEvent, system } from './system.ts'

const tiny = (build: (world: World) => SystemBody, options: ExploreOptions = {}) =>
  explore({ id: 'tiny', explain: '', bounds: {}, charts: {}, falsifiers: [], build }, options)

/** An event that always happens. */
const always = (name: string, effect: () => void): SystemEvent => ({
  name,
  run: () => {
    effect()
    return true
  },
})

const holding = (id: string) => ({ id, text: id, holds: () => true })

/** A counter from 0 to `max` with the given steps, each enabled while it stays inside. */
const counter = (world: World, max: number, steps: readonly number[]) => {
  const cell = world.ghosts('counter', { value: { min: 0, max } })
  const events = steps.map(
    (step): SystemEvent => ({
      name: `add ${step}`,
      run: () => {
        if (cell.value + step > max || cell.value + step < 0) return false
        cell.value += step
        return true
      },
    }),
  )
  return { cell, events }
}

const door = chart<{ opened: number }, { times: number }>({
  id: 'door',
  explain: '',
  context: { opened: { min: 0, max: 3 } },
  payload: { times: { min: 1, max: 2 } },
  events: { open: ['times'], close: [], lock: [] },
  guards: { often: (c) => c.opened >= 2 },
  updates: { count: { opened: (c, e) => c.opened + e.times } },
  outputs: { creak: (c) => ({ opened: c.opened }) },
  config: {
    initial: 'closed',
    states: {
      closed: {
        on: {
          open: [
            { guard: 'often', actions: ['creak'] },
            { target: 'open', actions: ['count'] },
          ],
          close: {},
          lock: {},
        },
      },
      open: { on: { close: { target: 'closed' }, open: {} } },
    },
  },
})

describe('safety', () => {
  test('a complete search visits every state once and counts every step', () => {
    const found = tiny((world) => ({ events: counter(world, 9, [1, -1]).events, invariants: [holding('I')] }))
    expect(found).toMatchObject({
      complete: true,
      states: 10,
      steps: 18,
      depth: 9,
      properties: ['I'],
      neverEnabled: [],
    })
  })

  test('a broken invariant comes with a shortest run to it', () => {
    const found = tiny((world) => {
      const { cell, events } = counter(world, 20, [1, 2, 5])
      return { events, invariants: [{ id: 'small', text: 'Below 13.', holds: () => cell.value < 13 }] }
    })
    expect(found.complete).toBe(false)
    expect(found.violation).toMatchObject({ property: 'small', text: 'Below 13.', besides: [] })
    expect(found.violation?.trace.map((step) => step.event)).toEqual(['add 5', 'add 5', 'add 5'])
  })

  test('invariants that fail in the same state are named beside the first', () => {
    const found = tiny((world) => {
      const { cell, events } = counter(world, 3, [1])
      const below = (id: string, limit: number) => ({ id, text: id, holds: () => cell.value < limit })
      return { events, invariants: [holding('fine'), below('a', 2), below('b', 3), below('c', 2)] }
    })
    expect(found.violation).toMatchObject({ property: 'a', besides: ['c'] })
  })

  test('the first state is checked too', () => {
    const found = tiny((world) => ({
      ...counter(world, 1, [1]),
      invariants: [{ id: 'no', text: '', holds: () => false }],
    }))
    expect(found.violation).toMatchObject({ property: 'no', trace: [] })
  })

  test('a state in which nothing changes is a deadlock, unless the system is done there', () => {
    const stuck = (done: boolean) =>
      tiny((world) => {
        const { cell, events } = counter(world, 4, [1])
        const idle = { name: 'nothing', run: () => true }
        return { events: [...events, idle], invariants: [], ...(done ? { done: () => cell.value === 4 } : {}) }
      })
    expect(stuck(false).violation).toMatchObject({ property: general.deadlock })
    expect(stuck(false).violation?.trace).toHaveLength(4)
    expect(stuck(true).complete).toBe(true)
  })

  test('an event that a chart does not handle is a violation', () => {
    const found = tiny((world) => {
      const role = world.role('front door', door)
      const send = (type: string) => always(type, () => role.send(type, { times: 1 }))
      return { events: [send('open'), send('lock'), send('close')], invariants: [] }
    })
    expect(found.violation).toMatchObject({ property: general.total })
    expect(found.violation?.text).toContain('front door (door) does not handle "lock" in state open')
    expect(found.violation?.trace.map((step) => step.event)).toEqual(['open', 'lock'])
  })

  test('a variable that leaves its domain is a violation that names it', () => {
    const found = tiny((world) => {
      const cell = world.ghosts('box', { content: { min: -1, max: 2, initial: 0 } })
      const event = (name: string, by: number) =>
        always(name, () => {
          cell.content += by
        })
      return { events: [event('more', 1), event('less', -1)], invariants: [] }
    })
    expect(found.violation).toMatchObject({ property: general.domain, text: 'box.content is -2, outside -1..2' })
    expect(found.violation?.trace.map((step) => step.event)).toEqual(['less', 'less'])
  })

  test('a value that is no integer is outside every domain', () => {
    const found = tiny((world) => {
      const cell = world.ghosts('box', { content: { min: 0, max: 2 } })
      const half = always('half', () => {
        cell.content = 0.5
      })
      return { events: [half], invariants: [] }
    })
    expect(found.violation).toMatchObject({ property: general.domain, text: 'box.content is 0.5, outside 0..2' })
  })

  test('any other error in a system is no verdict', () => {
    const fault = always('fault', () => {
      throw new TypeError('a defect of the system')
    })
    expect(() => tiny(() => ({ events: [fault], invariants: [] }))).toThrow('a defect of the system')
  })

  test('the limit ends the search without a verdict', () => {
    const found = tiny((world) => ({ events: counter(world, 1000, [1]).events, invariants: [] }), { limit: 10 })
    expect(found).toMatchObject({ complete: false })
    expect(found.violation).toBeUndefined()
  })

  test('many wide variables survive packing', () => {
    const seen = new Set<string>()
    const found = tiny((world) => {
      const cells = world.ghosts('wide', {
        a: { min: -3, max: 65_000 },
        b: { min: 0, max: 0 },
        c: { min: 5, max: 65_540 },
        d: { min: 0, max: 1 },
      })
      const to = (name: string, values: Partial<typeof cells>) => always(name, () => Object.assign(cells, values))
      return {
        events: [
          to('low', { a: -3, c: 5, d: 0 }),
          to('high', { a: 65_000, c: 65_540, d: 1 }),
          to('mixed', { a: 1, c: 7 }),
        ],
        invariants: [
          {
            id: 'see',
            text: '',
            holds: () => seen.add(`${cells.a},${cells.b},${cells.c},${cells.d}`) !== undefined,
          },
        ],
      }
    })
    expect(found).toMatchObject({ complete: true, states: 4 })
    expect([...seen]).toEqual(['-3,0,5,0', '65000,0,65540,1', '1,0,7,0', '1,0,7,1'])
  })

  test('a domain too wide to pack is refused', () => {
    expect(() => tiny((world) => ({ events: counter(world, 70_000, [1]).events, invariants: [] }))).toThrow(
      expect.objectContaining({ code: 'CUT-EXPLORE-DOMAIN' }),
    )
  })
})

describe('choices and symbols', () => {
  test('every sequence of choices is taken, also where a choice depends on the one before', () => {
    const sums = new Set<string>()
    tiny((world) => {
      const cell = world.ghosts('cell', { sum: { min: 0, max: 99 } })
      const draw = (): boolean => {
        if (cell.sum !== 0) return false
        const first = world.choose(3)
        const rest = Array.from({ length: first }, () => world.choose(2))
        cell.sum = Number([first, ...rest].join('')) === 0 ? 98 : 99
        sums.add([first, ...rest].join(''))
        return true
      }
      return { events: [{ name: 'draw', run: draw }], invariants: [], done: () => true }
    })
    expect([...sums].sort()).toEqual(['0', '10', '11', '200', '201', '210', '211'])
  })

  test('a choice is taken also where an earlier one makes the event impossible', () => {
    const found = tiny((world) => {
      const cell = world.ghosts('cell', { value: { min: 0, max: 2 } })
      const set = (): boolean => {
        const choice = world.choose(3)
        if (choice < 2) return false
        cell.value = choice
        return true
      }
      return {
        events: [{ name: 'set', run: set }],
        invariants: [{ id: 'not two', text: '', holds: () => cell.value !== 2 }],
        done: () => true,
      }
    })
    expect(found.violation?.trace).toMatchObject([{ event: 'set', choices: [2] }])
  })

  test('unbounded numbering stays finite: only the order of symbols in use counts', () => {
    const found = tiny((world) => {
      const cell = world.ghosts('cell', {
        held: { min: 0, max: 9, symbol: true },
        newest: { min: 0, max: 9, symbol: true },
      })
      const mint = always('mint', () => {
        cell.newest = world.fresh()
      })
      const hold = always('hold', () => {
        cell.held = cell.newest
      })
      return {
        events: [mint, hold],
        invariants: [{ id: 'order', text: '', holds: () => cell.held <= cell.newest }],
      }
    })
    expect(found).toMatchObject({ complete: true, states: 4 })
  })

  test('in a counterexample symbols keep their numbers', () => {
    const found = tiny((world) => {
      const role = world.role('store', numbering)
      const cell = world.ghosts('cell', { count: { min: 0, max: 3 } })
      const run = (): boolean => {
        role.send('mint', { fresh: world.fresh() })
        cell.count++
        return true
      }
      return { events: [{ name: 'mint', run }], invariants: [{ id: 'few', text: '', holds: () => cell.count < 3 }] }
    })
    expect(found.violation?.trace.flatMap((step) => step.messages.map((message) => message.text))).toEqual([
      'mint fresh=1',
      'mint fresh=2',
      'mint fresh=3',
    ])
  })
})

const numbering = chart<{ epoch: number }, { fresh: number }>({
  id: 'numbering',
  explain: '',
  context: { epoch: { min: 0, max: 9, symbol: true } },
  payload: { fresh: { min: 1, max: 9, symbol: true } },
  events: { mint: ['fresh'] },
  guards: {},
  updates: { take: { epoch: (_, e) => e.fresh } },
  outputs: {},
  config: { initial: 'on', states: { on: { on: { mint: { actions: ['take'] } } } } },
})

describe('coverage', () => {
  const doors = (closes: boolean) =>
    tiny((world) => {
      const role = world.role('door', door)
      const open = { name: 'open', run: () => role.context.opened < 3 && role.send('open', { times: 1 }).length >= 0 }
      const close = { name: 'close', run: () => closes && role.send('close').length >= 0 }
      return { events: [open, close], invariants: [], done: () => true }
    })

  test('transitions taken in no exploration are dead', () => {
    expect(deadTransitions([doors(false)])).toEqual([
      'door:closed.open#0',
      'door:closed.close#0',
      'door:closed.lock#0',
      'door:open.close#0',
    ])
    expect(deadTransitions([doors(false), doors(true)])).toEqual(['door:closed.lock#0'])
  })

  test('events that never happen are named', () => {
    expect(doors(false).neverEnabled).toEqual(['close'])
  })
})

test('a falsifier runs the system with its bounds and charts', () => {
  const locked = amend(door, 'closed', 'open', () => ({}))
  const limited = system({
    id: 'limited',
    explain: '',
    bounds: { knocks: 2 },
    charts: { door },
    build: (world, bounds, charts) => {
      const role = world.role('door', charts.door)
      const { cell, events } = counter(world, bounds.knocks, [1])
      const knock = (): boolean =>
        cell.value > 0 && role.state === 'closed' && role.send('open', { times: 1 }).length === 0
      return {
        events: [...events, { name: 'knock', run: knock }],
        invariants: [{ id: 'two', text: '', holds: () => cell.value <= 2 }],
        leadsTo: [{ id: 'opens', text: '', when: () => cell.value > 0, eventually: () => role.state === 'open' }],
        done: () => true,
      }
    },
    falsifiers: [],
  })
  const fair = { ...limited, build: (...of: Parameters<typeof limited.build>) => allFair(limited.build(...of)) }
  expect(explore(fair)).toMatchObject({ complete: true, properties: ['two', 'opens'] })
  expect(falsify(fair, { breaks: 'two', explain: '', bounds: { knocks: 3 } }).violation?.property).toBe('two')
  expect(falsify(fair, { breaks: 'opens', explain: '', charts: { door: locked } }).violation?.property).toBe('opens')
})

const allFair = (body: SystemBody): SystemBody => ({
  ...body,
  events: body.events.map((event) => ({ ...event, fair: true })),
})
