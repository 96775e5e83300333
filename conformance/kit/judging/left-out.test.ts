import { expect, test } from 'vitest'
import type { Check } from '../check.ts'
import { leftOut, type Patterns } from './left-out.ts'

const check = (id: string, kind: Check['kind']): Check => ({ id, kind, requirements: [], needs: [], explain: '' })
const checks = [
  check('x/store-walk', 'model'),
  check('x/fleet-walk', 'model'),
  check('x/restarts', 'scenario'),
  check('x/epochs-grow', 'monitor'),
  check('x/reads-stay', 'monitor'),
]

test.each<readonly [string, Patterns, Readonly<Record<string, string>>]>([
  ['no pattern leaves nothing out', {}, {}],
  ['only keeps the monitors', { only: ['store'] }, { 'x/fleet-walk': '--only', 'x/restarts': '--only' }],
  ['several patterns add up', { only: ['store', 'restarts'] }, { 'x/fleet-walk': '--only' }],
  ['a monitor alone gets everything to watch', { only: ['epochs'] }, { 'x/reads-stay': '--only' }],
  [
    'a monitor beside a walk changes nothing',
    { only: ['epochs', 'store'] },
    { 'x/fleet-walk': '--only', 'x/restarts': '--only' },
  ],
  [
    'skip leaves out what it names',
    { skip: ['walk', 'reads'] },
    { 'x/store-walk': '--skip', 'x/fleet-walk': '--skip', 'x/reads-stay': '--skip' },
  ],
  [
    'skip takes from what only names',
    { only: ['walk'], skip: ['fleet'] },
    { 'x/fleet-walk': '--skip', 'x/restarts': '--only' },
  ],
])('%s', (_, patterns, expected) => {
  const left = leftOut(checks, patterns)
  expect(Object.fromEntries([...left].map(([{ id }, by]) => [id, by]))).toEqual(expected)
})
