import { expect, test } from 'vitest'
import { amend } from './amend.ts'
import { chart } from './chart.ts'

const lamp = chart({
  id: 'lamp',
  explain: '',
  context: {},
  payload: {},
  events: { press: [], dim: [] },
  guards: {},
  updates: {},
  outputs: { click: () => ({}) },
  config: {
    initial: 'off',
    states: {
      off: { on: { press: { target: 'on' }, dim: {} } },
      on: {
        initial: 'bright',
        states: { bright: { on: { dim: [{ target: 'low' }] } }, low: { on: { dim: {} } } },
        on: { press: { target: 'off' } },
      },
    },
  },
})

test('an amendment replaces the candidates of one event and leaves the original alone', () => {
  const before = JSON.stringify(lamp.config)
  const loud = amend(lamp, 'off', 'press', (candidates) => candidates.map((each) => ({ ...each, actions: ['click'] })))
  expect(loud.config.states.off).toEqual({ on: { press: [{ target: 'on', actions: ['click'] }], dim: {} } })
  expect(loud.config.states.on).toBe(lamp.config.states.on)
  expect(JSON.stringify(lamp.config)).toBe(before)
})

test('an inner state is named by its full name', () => {
  const stuck = amend(lamp, 'on.bright', 'dim', () => ({}))
  expect(stuck.config.states.on?.states?.bright).toEqual({ on: { dim: {} } })
  expect(stuck.config.states.on?.states?.low).toBe(lamp.config.states.on?.states?.low)
})

test('a state or an event that is not there is refused', () => {
  const refusal = expect.objectContaining({ code: 'CUT-CHART-AMEND' })
  expect(() => amend(lamp, 'broken', 'press', () => ({}))).toThrow(refusal)
  expect(() => amend(lamp, 'on.low', 'press', () => ({}))).toThrow(refusal)
})
