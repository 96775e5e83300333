import { describe, expect, test } from 'vitest'
import { amend } from './amend.ts'
import { type AnyChart, chart } from './chart.ts'
import { lint } from './lint.ts'

interface Context {
  readonly fuel: number
  readonly capacity: number
}
interface Payload {
  readonly litres: number
}

const tank = chart<Context, Payload>({
  id: 'tank',
  explain: '',
  context: { fuel: { min: 0, max: 3 }, capacity: { min: 1, max: 3, initial: 3 } },
  payload: { litres: { min: 1, max: 2 } },
  events: { fill: ['litres'], burn: [] },
  guards: { fits: (c, e) => c.fuel + e.litres <= c.capacity, last: (c) => c.fuel === 1 },
  updates: { add: { fuel: (c, e) => c.fuel + e.litres }, use: { fuel: (c) => c.fuel - 1 } },
  outputs: { full: () => ({}) },
  config: {
    initial: 'empty',
    states: {
      empty: {
        id: 'empty',
        on: { fill: [{ guard: 'fits', target: 'some', actions: ['add'] }, { actions: ['full'] }], burn: {} },
      },
      some: {
        initial: 'fresh',
        states: {
          fresh: {
            on: {
              burn: [
                { guard: 'last', target: '#empty', actions: ['use'] },
                { target: 'used', actions: ['use'] },
              ],
            },
          },
          used: { on: { burn: [{ guard: 'last', target: '#empty', actions: ['use'] }, { actions: ['use'] }] } },
        },
        on: { fill: [{ guard: 'fits', actions: ['add'] }, { actions: ['full'] }] },
      },
    },
  },
})

const codes = (subject: AnyChart): string[] => [...new Set(lint(subject).map((problem) => problem.code))]
const broken = (subject: AnyChart): [string, string] => {
  const [first] = lint(subject)
  return [first?.code ?? 'none', first?.message ?? '']
}
const config = (change: object): AnyChart => ({ ...tank, config: { ...tank.config, ...change } })

test('a sound chart has no problems, nested states and all', () => {
  expect(lint(tank)).toEqual([])
})

describe('each problem has its code', () => {
  test('a configuration that is more than data', () => {
    expect(codes(config({ description: undefined }))).toContain('CUT-CHART-DATA')
  })

  test('a guard or an action without implementation', () => {
    expect(codes(amend(tank, 'empty', 'burn', () => ({ guard: 'cold' })))).toEqual(['CUT-CHART-GUARD'])
    expect(codes(amend(tank, 'empty', 'burn', () => ({ actions: ['smoke'] })))).toEqual(['CUT-CHART-ACTION'])
  })

  test('an implementation that nothing names, or that is two things', () => {
    expect(codes({ ...tank, guards: { ...tank.guards, never: () => false } })).toEqual(['CUT-CHART-UNUSED'])
    expect(codes({ ...tank, outputs: { ...tank.outputs, use: () => ({}) } })).toEqual(['CUT-CHART-AMBIGUOUS'])
  })

  test('fields that are not declared', () => {
    expect(codes({ ...tank, updates: { ...tank.updates, use: { weight: () => 0 } } })).toEqual(['CUT-CHART-FIELD'])
    expect(codes({ ...tank, events: { fill: ['litres'], burn: ['speed'] } })).toEqual(['CUT-CHART-FIELD'])
  })

  test('an event or a target that does not exist', () => {
    expect(codes({ ...tank, events: { fill: ['litres'] } })).toEqual(['CUT-CHART-EVENT'])
    expect(codes(amend(tank, 'empty', 'burn', () => ({ target: 'used' })))).toEqual(['CUT-CHART-TARGET'])
    expect(codes({ ...config({ initial: 'nowhere' }) })).toEqual(['CUT-CHART-INITIAL'])
  })

  test('parts of XState that the compiled chart does not read', () => {
    expect(
      codes(config({ states: { ...tank.config.states, empty: { ...tank.config.states.empty, entry: ['full'] } } })),
    ).toEqual(['CUT-CHART-KEY'])
  })

  test('an event that a state does not name', () => {
    const { burn: _, ...rest } = tank.config.states.empty?.on ?? {}
    const [code, text] = broken(config({ states: { ...tank.config.states, empty: { id: 'empty', on: rest } } }))
    expect([code, text]).toEqual([
      'CUT-CHART-TOTAL',
      'chart tank: state "empty" does not handle "burn"; ignore it explicitly with {}',
    ])
  })

  test('an event that no candidate admits in a position that can be reached', () => {
    const [code, text] = broken(amend(tank, 'some', 'fill', (candidates) => candidates.slice(0, 1)))
    expect(code).toBe('CUT-CHART-TOTAL')
    expect(text).toMatch(
      /no candidate admits "fill" \{"litres":\d\} in state "some.fresh" with \{"fuel":\d,"capacity":\d\}/,
    )
  })

  test('an update that leaves its domain', () => {
    const [code, text] = broken({ ...tank, guards: { ...tank.guards, fits: () => true } })
    expect(code).toBe('CUT-CHART-DOMAIN')
    expect(text).toContain('fuel becomes 4, outside 0..3')
  })

  test('a payload field that the event does not carry', () => {
    expect(
      codes({ ...tank, guards: { ...tank.guards, last: (c: Context, e: Payload) => c.fuel === 1 && e.litres !== 7 } }),
    ).toContain('CUT-CHART-PAYLOAD')
  })
})
