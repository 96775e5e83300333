import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compareKnown, readKnownFailures, refuseUnmatched } from './known-failures.ts'

const file = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'known-')), 'known.yaml')
  writeFileSync(path, text)
  return path
}
const entry = { requirement: 'X-001', check: 'x/a', facet: 'reply', reason: 'why' }
const failure = { requirement: 'X-001', check: 'x/a', facet: 'reply' }

test('an entry is matched by exactly its requirement, check and facet', () => {
  expect(compareKnown([entry], [failure])[0]?.status).toBe('matched')
  for (const other of [{ requirement: 'X-002' }, { check: 'x/b' }, { facet: 'value' }]) {
    expect(compareKnown([entry], [{ ...failure, ...other }])[0]?.status).toBe('stale')
  }
})

test('an absent race is noted, an absent failure is stale', () => {
  expect(compareKnown([{ ...entry, intermittent: true }], [])[0]?.status).toBe('absent-intermittent')
  expect(compareKnown([entry], [])[0]?.status).toBe('stale')
})

test('an entry for a check that does not exist or never judges the requirement is unmatched', () => {
  const judges = (check: string) => (check === 'x/a' ? new Set(['X-001']) : undefined)
  expect(refuseUnmatched([entry], 'f', judges)).toEqual([])
  expect(refuseUnmatched([{ ...entry, check: 'x/b' }], 'f', judges)).toHaveLength(1)
  expect(refuseUnmatched([{ ...entry, requirement: 'X-009' }], 'f', judges)).toHaveLength(1)
})

test('a reason is mandatory, and errors name file and line', () => {
  const path = file(
    'failures:\n  - requirement: X-001\n    check: x/a\n    facet: reply\n    reason: why\n  - requirement: X-002\n    check: x/a\n    facet: reply\n    reason: ""\n',
  )
  expect(() => readKnownFailures(path)).toThrow(new RegExp(`${path}:6: expected a non-empty text for reason`))
})

test.each([
  ['failures: [', 'CUT-KNOWN-YAML'],
  ['- a', 'CUT-KNOWN-SHAPE'],
  ['failures:\n  - requirement: X\n    check: c\n    facet: f\n    reason: r\n    since: 1', 'CUT-KNOWN-ENTRY'],
  [
    'failures:\n  - requirement: X\n    check: c\n    facet: f\n    reason: r\n    intermittent: maybe',
    'CUT-KNOWN-ENTRY',
  ],
])('%j is refused with %s', (text, code) => {
  expect(() => readKnownFailures(file(text))).toThrow(expect.objectContaining({ code }))
})

test('a file that is not there is refused with where to read on', () => {
  expect(() => readKnownFailures('/nowhere/known.yaml')).toThrow(/docs\/known-failures.md/)
})
