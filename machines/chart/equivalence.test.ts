import { expect, test } from 'vitest'
import { type AnyChart, chart } from './chart.ts'
import { compareWithXState } from './equivalence.ts'

interface Context {
  readonly level: number
}
interface Payload {
  readonly by: number
}

const lift = chart<Context, Payload>({
  id: 'building.lift',
  explain: '',
  context: { level: { min: 0, max: 4 } },
  payload: { by: { min: 1, max: 2 } },
  events: { up: ['by'], stop: [], alarm: [] },
  guards: { room: (c, e, params) => c.level + e.by <= Number(params.top), low: (c) => c.level < 2 },
  updates: { rise: { level: (c, e) => c.level + e.by }, drop: { level: () => 0 } },
  outputs: { bell: (c) => ({ level: c.level }), buzz: () => ({}) },
  config: {
    initial: 'working',
    states: {
      working: {
        initial: 'idle',
        states: {
          idle: {
            on: {
              up: [
                {
                  guard: { type: 'room', params: { top: 4 } },
                  target: 'moving',
                  actions: ['bell', 'rise', { type: 'bell', params: { twice: true } }],
                },
                {},
              ],
            },
          },
          moving: { on: { stop: { target: 'idle' }, alarm: { guard: 'low', actions: ['buzz'] }, up: {} } },
        },
        on: { alarm: { target: 'broken', actions: ['drop', 'bell'] }, stop: {} },
      },
      broken: { on: { up: {}, stop: { target: 'working' }, alarm: { actions: ['buzz'] } } },
    },
  },
})

test('the compiled chart is what XState makes of the configuration: nesting, guards, order of actions, parameters', () => {
  expect(compareWithXState(lift)).toEqual({ steps: 3 * 5 * 4 })
})

test('a part of XState that the compiled chart does not read shows as a difference', () => {
  const entering = { ...lift.config.states.broken, entry: ['buzz'] }
  const noisy: AnyChart = { ...lift, config: { ...lift.config, states: { ...lift.config.states, broken: entering } } }
  const { difference } = compareWithXState(noisy)
  expect(difference).toMatchObject({ leaf: 'working.idle', event: 'alarm', compiled: { outputs: [{ type: 'bell' }] } })
  expect(difference?.xstate.outputs.map((output) => output.type)).toEqual(['bell', 'buzz'])
})

test('an event that no candidate admits is a difference: XState stays where it is, the compiled chart says so', () => {
  const { alarm: _, ...rest } = lift.config.states.broken?.on ?? {}
  const partial: AnyChart = {
    ...lift,
    config: { ...lift.config, states: { ...lift.config.states, broken: { on: rest } } },
  }
  expect(compareWithXState(partial).difference).toMatchObject({ leaf: 'broken', event: 'alarm', compiled: undefined })
})
