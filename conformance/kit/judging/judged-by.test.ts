import { expect, test } from 'vitest'
import type { Pics } from '../../../spec/adapter.ts'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import { judgedBy, profilesOf, reachable } from './judged-by.ts'

const catalogue = loadCatalogue('nodedb')
const stated: Pics = {
  implementation: 'mine',
  version: '1',
  language: 'Go',
  protocol: 'nodedb',
  profile: 'receiver',
  roles: ['RX'],
  capabilities: ['clock', 'large_messages'],
  clock: 'virtual',
  deterministic: true,
  parameters: { dialect: 'P1', hold_max: 2 },
}

test('a profile of operations takes the place of the stated one', () => {
  expect(judgedBy(stated, 'codec', catalogue)).toEqual({ ...stated, profile: 'codec' })
})

test('a named set of parameters takes the place of those that it names', () => {
  expect(judgedBy(stated, 'P6', catalogue)).toEqual({ ...stated, parameters: { dialect: 'P6', hold_max: 2 } })
})

test('an unknown name is none', () => {
  expect(judgedBy(stated, 'P7', catalogue)).toBeUndefined()
  expect(profilesOf(catalogue)).toEqual(expect.arrayContaining(['codec', 'P6']))
})

test('what lines cannot carry counts in process only', () => {
  expect(reachable(stated, catalogue, { inProcess: true }).capabilities).toEqual(['clock', 'large_messages'])
  expect(reachable(stated, catalogue, {}).capabilities).toEqual(['clock'])
})
