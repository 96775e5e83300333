import { expect, test } from 'vitest'
import type { AnyChart } from '../../../machines/chart/chart.ts'
import { chartClaims } from './chart-claims.ts'

const about = (...ids: string[]) => ({ meta: { requirements: { reply: ids } } })
const door: AnyChart = {
  id: 'door',
  explain: 'A door with a lock inside.',
  context: {},
  payload: {},
  events: { open: [], lock: [], look: [] },
  guards: {},
  updates: {},
  outputs: {},
  config: {
    initial: 'closed',
    on: { look: about('X-004') },
    states: {
      closed: {
        initial: 'free',
        on: { open: [about('X-003'), about('X-001')] },
        states: { free: { on: { lock: about('X-002', 'X-001') } } },
      },
    },
  },
}

test('a walk claims what transitions name at every depth, once and in order', () => {
  const claims = chartClaims([door, door], { needs: { 'X-002': ['locks', 'keys'] } })
  expect(claims).toEqual([
    { id: 'X-001', needs: [] },
    { id: 'X-002', needs: ['locks', 'keys'] },
    { id: 'X-003', needs: [] },
    { id: 'X-004', needs: [] },
  ])
})

test('it leaves out what it does not come to, and what it needs anyway', () => {
  const options = { needs: { 'X-002': ['locks', 'keys'] }, given: ['keys'], unreached: ['X-003', 'X-004'] }
  expect(chartClaims([door], options)).toEqual([
    { id: 'X-001', needs: [] },
    { id: 'X-002', needs: ['locks'] },
  ])
})
