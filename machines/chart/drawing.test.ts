import { expect, test } from 'vitest'
import { chart } from './chart.ts'
import { drawing } from './drawing.ts'

const gatehouse = chart<{ count: number }, Record<never, number>>({
  id: 'gatehouse',
  explain: '',
  context: { count: { min: 0, max: 1 } },
  payload: {},
  events: { open: [], knock: [], night: [] },
  guards: { friend: () => true },
  updates: { tally: { count: () => 1 } },
  outputs: { answer: () => ({}) },
  config: {
    initial: 'day',
    states: {
      day: {
        initial: 'closed',
        states: {
          closed: {
            on: {
              open: [
                {
                  guard: 'friend',
                  target: 'open',
                  actions: ['tally', { type: 'answer', params: { code: 'welcome' } }],
                },
                {},
              ],
              knock: { actions: [{ type: 'answer', params: { code: 'who' } }] },
            },
          },
          open: { on: { open: {}, knock: {} } },
        },
        on: { night: { target: 'locked' } },
      },
      locked: { on: { open: {}, knock: {}, night: { target: 'day' } } },
    },
  },
})

test('a chart is drawn with nested states, guards and outputs; ignored events are left out', () => {
  expect(drawing(gatehouse)).toBe(`stateDiagram-v2
  [*] --> day_closed
  state "day" as day
  state day {
    state "closed" as day_closed
    state "open" as day_open
    [*] --> day_closed
  }
  state "locked" as locked
  day --> locked: night
  day_closed --> day_open: open [friend] / answer welcome
  day_closed --> day_closed: knock / answer who
  locked --> day: night
`)
})

test('coverage colours a leaf by the transitions taken from it', () => {
  const text = drawing(
    gatehouse,
    new Set([
      'gatehouse:day.closed.knock#0',
      'gatehouse:locked.open#0',
      'gatehouse:locked.knock#0',
      'gatehouse:locked.night#0',
    ]),
  )
  expect(text).toContain('class day_closed part')
  expect(text).toContain('class day_open none')
  expect(text).toContain('class locked full')
})
