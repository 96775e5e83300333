import { expect, test } from 'vitest'
import type { ChartWalked } from '../event.ts'
import { exampleEvents } from '../example-run.ts'
import { chartLayout } from './chart-layout.ts'

const [chart] = exampleEvents.filter((event): event is ChartWalked => event.event === 'chart') as [ChartWalked]

test('every state is a box of the drawing, none over another', () => {
  const { left, top, width, height, states } = chartLayout(chart)
  expect(states.map(({ name }) => name)).toEqual(chart.states)
  for (const [at, one] of states.entries()) {
    expect(one.x - one.width / 2).toBeGreaterThanOrEqual(left)
    expect(one.x + one.width / 2).toBeLessThanOrEqual(left + width)
    expect(one.y + one.height / 2).toBeLessThanOrEqual(top + height)
    for (const other of states.slice(at + 1)) {
      const apart =
        Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
        Math.abs(one.y - other.y) >= (one.height + other.height) / 2
      expect(apart, `${one.name} and ${other.name}`).toBe(true)
    }
  }
})

test('every arrow lies inside the drawing, those around the outermost states too', () => {
  const states = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const pairs = states.flatMap((source) => states.map((target) => ({ source, target })))
  const transitions = pairs.map(({ source, target }, at) => ({
    id: `c:${source}.e${at}#0`,
    source,
    target,
    trigger: `e${at}`,
    requirements: [],
  }))
  const { left, top, width, height, edges } = chartLayout({ states, transitions })
  expect(edges).toHaveLength(42)
  for (const { x, y } of edges.flatMap(({ points }) => points)) {
    expect([x > left, x < left + width, y > top, y < top + height]).toEqual([true, true, true, true])
  }
})

test('all that leads from one state to another is one arrow, and what stays has none', () => {
  const { edges, states } = chartLayout(chart)
  expect(edges.map(({ source, target }) => `${source} ${target}`)).toEqual([
    'unknown active',
    'active draining',
    'draining cutover',
    'cutover active',
    'draining active',
  ])
  for (const { points } of edges) expect(points.length).toBeGreaterThanOrEqual(2)
  expect(states.find(({ name }) => name === 'cutover')?.own).toHaveLength(2)
})

test('a chart of one state without transitions is drawn too, and many triggers are told in few lines', () => {
  expect(chartLayout({ states: ['only'], transitions: [] }).states).toHaveLength(1)
  const transitions = Array.from({ length: 9 }, (_, at) => ({
    id: `c:a.e${at}#0`,
    source: 'a',
    target: 'b',
    trigger: `e${at}`,
    requirements: [],
  }))
  expect(chartLayout({ states: ['a', 'b'], transitions }).edges[0]?.label).toEqual(['e0', 'e1', 'e2', 'and 6 more'])
})
