import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareKnown as compare, type FailureName, type KnownFailure, sortKnown } from './known-failures.ts'
import { readKnownFailures } from './known-failures-file.ts'

const file = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'known-')), 'known.yaml')
  writeFileSync(path, text)
  return path
}
const entry = { requirement: 'X-001', check: 'x/a', facet: 'reply', reason: 'why' }
const failure = { requirement: 'X-001', check: 'x/a', facet: 'reply' }
const compareKnown = (inForce: readonly KnownFailure[], failures: readonly FailureName[]) =>
  compare({ inForce, unfinished: new Set() }, failures)

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

describe('an entry before it is compared', () => {
  const covered = (check: string) => (check === 'x/a' ? new Set(['X-001']) : undefined)
  const none = new Set<string>()
  const elsewhere = { ...entry, check: 'x/b' }
  const unjudged = { ...entry, requirement: 'X-009' }

  test('is in force where its check judges its requirement', () => {
    expect(sortKnown([entry], covered, none, false)).toEqual({ inForce: [entry], unfinished: none, unmatched: [] })
  })

  test.each([
    [elsewhere, 'check x/b does not exist or does not apply'],
    [unjudged, 'check x/a does not judge X-009'],
  ])('is unmatched for a check that does not run or never judges the requirement: %j', (wrong, detail) => {
    const sorted = { inForce: [], unfinished: none, unmatched: [{ entry: wrong, status: 'unmatched', detail }] }
    expect(sortKnown([wrong], covered, none, false)).toEqual(sorted)
  })

  test('is neither in force nor a mistake if its check was cut short, or left out by the user', () => {
    const unfinished = new Set(['x/a'])
    const sorted = sortKnown([entry], covered, unfinished, false)
    expect(sorted).toEqual({ inForce: [entry], unfinished, unmatched: [] })
    expect(compare(sorted, [])).toEqual([])
    expect(compare(sorted, [entry]).map(({ status }) => status)).toEqual(['matched'])
    expect(sortKnown([elsewhere], covered, none, true)).toEqual({ inForce: [], unfinished: none, unmatched: [] })
  })
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
  ['failures:\n  - requirement: X\n    check: c\n    facet: reply\n    reason: r\n    since: 1', 'CUT-KNOWN-ENTRY'],
  [
    'failures:\n  - requirement: X\n    check: c\n    facet: reply\n    reason: r\n    intermittent: maybe',
    'CUT-KNOWN-ENTRY',
  ],
])('%j is refused with %s', (text, code) => {
  expect(() => readKnownFailures(file(text))).toThrow(expect.objectContaining({ code }))
})

test.each([
  ['an alias of nothing', 'failures:\n  - requirement: X\n    reason: *flaky', 3],
  ['an alias of a reason', 'failures:\n  - requirement: &a X\n    reason: *a', 3],
  ['aliases of aliases', `a: &a [x, x]\nb: &b [*a, *a]\nfailures: [*b, *b]`, 2],
  ['an alias of what it stands in', 'failures: &a\n  - *a', 2],
  ['5 000 levels', `failures: ${'['.repeat(5_000)}`, 1],
])('%s is refused with the line', (_, text, line) => {
  expect(() => readKnownFailures(file(text))).toThrow(
    expect.objectContaining({
      code: 'CUT-KNOWN-YAML',
      exitCode: 64,
      message: expect.stringContaining(`yaml:${line}: `),
    }),
  )
})

test('a facet that does not exist is refused with those that do, intermittent or not', () => {
  const text = 'failures:\n  - requirement: X\n    check: c\n    facet: colour\n    reason: r\n    intermittent: true'
  expect(() => readKnownFailures(file(text))).toThrow(/yaml:2: expected one of reply, .* for facet, not "colour"/)
})

test('what may never end is not read: a device, a pipe, a folder, a file too large', () => {
  const folder = mkdtempSync(join(tmpdir(), 'known-'))
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  for (const path of ['/dev/zero', pipe, folder, file('#'.repeat(1024 * 1024 + 1))])
    expect(() => readKnownFailures(path)).toThrow(expect.objectContaining({ code: 'CUT-KNOWN-READ', exitCode: 64 }))
})

test('a file that is not there is refused with where to read on', () => {
  expect(() => readKnownFailures('/nowhere/known.yaml')).toThrow(/docs\/known-failures.md/)
})
