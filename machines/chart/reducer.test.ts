import { expect, test } from 'vitest'
import { type AnyChart, chart } from './chart.ts'
import { Reducer } from './reducer.ts'

const pump = chart<{ level: number; runs: number }, { by: number }>({
  id: 'pump',
  explain: '',
  context: { level: { min: 0, max: 9 }, runs: { min: 0, max: 9, initial: 2 } },
  payload: { by: { min: 1, max: 3 } },
  events: { fill: ['by'], swap: [], stop: [] },
  guards: { above: (c, _, { limit }) => c.level > Number(limit) },
  updates: { fill: { level: (c, e) => c.level + e.by }, swap: { level: (c) => c.runs, runs: (c) => c.level } },
  outputs: { shows: (c) => ({ level: c.level }) },
  config: {
    initial: 'on',
    on: { stop: { target: '.off' } },
    states: {
      on: {
        initial: 'idle',
        on: { fill: { actions: ['fill'] } },
        states: {
          idle: {
            on: {
              fill: { guard: { type: 'above', params: { limit: 5 } }, target: 'alarmed', actions: ['shows'] },
              swap: { actions: ['shows', 'swap', { type: 'shows', params: { after: true } }] },
            },
          },
          alarmed: { on: { swap: { target: '#end' } } },
        },
      },
      off: { id: 'end', on: { fill: {}, swap: {}, stop: {} } },
    },
  },
})

function at(level: number, leaf = 0) {
  const reducer = new Reducer(pump)
  const position = reducer.start({ level })
  position.leaf = leaf
  const fire = (event: string, by = 1) => reducer.fire(position, reducer.column(event), { by })
  return { reducer, position, fire }
}

test('an instance starts in the first leaf with the declared values', () => {
  const reducer = new Reducer(pump)
  expect(reducer.initial).toBe('on.idle')
  expect(reducer.start()).toEqual({ leaf: 0, context: { level: 0, runs: 2 } })
  expect(reducer.start({ runs: 5 }).context.runs).toBe(5)
})

test('an event that the inner state refuses goes on to the outer one', () => {
  const low = at(5)
  expect(low.fire('fill')?.transition.id).toBe('pump:on.idle.fill#1')
  expect(low.position).toEqual({ leaf: 0, context: { level: 6, runs: 2 } })
  expect(low.fire('fill')).toMatchObject({ outputs: [{ type: 'shows', values: { level: 6 } }] })
  expect(low.reducer.leafNames[low.position.leaf]).toBe('on.alarmed')
})

test('the fields of one update are written together, and actions run in order', () => {
  const { position, fire } = at(4)
  expect(fire('swap')?.outputs).toEqual([
    { type: 'shows', params: {}, values: { level: 4 } },
    { type: 'shows', params: { after: true }, values: { level: 2 } },
  ])
  expect(position.context).toEqual({ level: 2, runs: 4 })
})

test('targets are read as XState reads them: a sibling, an own child, an id', () => {
  const targets = new Map(new Reducer(pump).targets().map(([{ id }, target]) => [id, target]))
  expect(targets.get('pump:on.idle.fill#0')).toBe('on.alarmed')
  expect(targets.get('pump:on.alarmed.swap#0')).toBe('off')
  expect(targets.get('pump:on.idle.stop#0')).toBe('off')
})

test('an event that nothing admits moves nothing and says so', () => {
  const { off: _, ...states } = pump.config.states
  const partial = { ...pump, config: { ...pump.config, on: {}, states: { ...states, off: { id: 'end' } } } }
  const reducer = new Reducer(partial)
  const position = reducer.start()
  expect(reducer.fire(position, reducer.column('stop'), { by: 1 })).toBeUndefined()
  expect(position).toEqual(reducer.start())
})

test('what is not there is refused by its code', () => {
  const refused = (change: (config: AnyChart['config']) => AnyChart['config']): string => {
    try {
      new Reducer({ ...pump, config: change(pump.config) } as never)
      return 'none'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const idle = (on: object) => (config: AnyChart['config']) =>
    ({ ...config, states: { ...config.states, off: { id: 'end', on: { fill: on } } } }) as AnyChart['config']
  expect(refused(idle({ target: 'nowhere' }))).toBe('CUT-CHART-TARGET')
  expect(refused(idle({ target: '#nowhere' }))).toBe('CUT-CHART-TARGET')
  expect(refused(idle({ guard: 'nothing' }))).toBe('CUT-CHART-GUARD')
  expect(refused(idle({ actions: ['nothing'] }))).toBe('CUT-CHART-ACTION')
  expect(refused((config) => ({ ...config, initial: 'on.idle' }))).toBe('CUT-CHART-INITIAL')
  expect(() => new Reducer(pump).column('jump')).toThrow(expect.objectContaining({ code: 'CUT-CHART-EVENT' }))
})
