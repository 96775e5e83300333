import { expect, test } from 'vitest'
import { exampleDefect, exampleViolation } from '../example-run.ts'
import { laneOf, momentsOf } from '../moment.ts'
import { sequenceDiagram } from './sequence-diagram.ts'

const told = { defect: exampleDefect, violations: [exampleViolation] }

test('a case is its inputs and the query that differs; other queries belong to the moment before them', () => {
  const line = { step: 1, op: 'store.state', summary: '', query: true, got: 'ok {}' } as const
  const [reset, set, ...rest] = exampleDefect.transcript ?? []
  const transcript = [reset, set, line, line, ...rest].flatMap((each) => (each === undefined ? [] : [each]))
  const moments = momentsOf({ ...told, defect: { ...exampleDefect, transcript } })
  expect(moments.map(({ line: { op } }) => op)).toEqual([
    'store.set',
    'store.begin_migration',
    'store.enter_cutover',
    '$link.loses',
    'store.resolve',
  ])
  expect(moments.map(({ queries }) => queries.length)).toEqual([2, 0, 0, 0, 0])
})

test('without a transcript the steps are told, and what differs at the last', () => {
  const { transcript: _, ...defect } = exampleDefect
  const moments = momentsOf({ ...told, defect })
  expect(moments.map(({ line: { op } }) => op)).toEqual([
    'store.set',
    'store.begin_migration',
    'store.enter_cutover',
    'store.resolve',
  ])
  expect(moments.at(-1)?.line).toMatchObject({ allowed: 'placement a', got: 'placement b' })
})

test('what the most suspicious requirement says comes first', () => {
  const differences = ['OSP-012', 'OSP-016'].map((id) => ({
    facet: 'value',
    allowed: 'a',
    got: 'b',
    requirements: [id],
  }))
  const defect = {
    ...exampleDefect,
    requirements: ['OSP-016', 'OSP-012'],
    transcript: [{ step: 1, op: 'x.y', summary: '', differences }],
  }
  const [moment] = momentsOf({ defect, violations: [] })
  expect(moment?.line.differences?.map(({ requirements }) => requirements[0])).toEqual(['OSP-016', 'OSP-012'])
})

test('each party has a lifeline, each moment a row, and what differs is set off with what was allowed', () => {
  const moments = momentsOf(told)
  const drawn = String(sequenceDiagram(moments, 'd'))
  expect(drawn.match(/class="lane-name"[^>]*>[^<]*/g)?.map((found) => found.replace(/.*>/, ''))).toEqual([
    'kit',
    'store',
    'link',
  ])
  expect(drawn.match(/<g class="row[^"]*"/g)).toHaveLength(moments.length)
  expect(drawn.match(/<g class="row diverges"/g)).toHaveLength(1)
  expect(drawn).toContain('>allowed placement a</text>')
  expect(drawn).toContain('aria-labelledby="d-title"')
})

test('an operation speaks to what stands before its dot', () => {
  expect(['store.set', '$link.loses', 'batch', '.x', '!line'].map(laneOf)).toEqual([
    'store',
    'link',
    'implementation',
    'implementation',
    'implementation',
  ])
})
