import { describe, expect, test } from 'vitest'
import { exampleDefect, exampleEvents, exampleViolation, finished } from './example-run.ts'
import { hostileTexts } from './hostile.ts'
import { hostileRun } from './hostile-run.ts'
import { renderJson } from './json.ts'

describe('the JSON summary', () => {
  const document = JSON.parse(renderJson(finished(exampleEvents))) as Record<string, unknown>

  test('has the outcome, the figures and whatever is not a pass', () => {
    expect(document).toMatchObject({
      status: 'complete',
      exit_code: 1,
      must_failed: 1,
      should_failed: 1,
      run: { protocol: 'osproxy', seed: '18446744073709551615' },
      implementation: { implementation: 'acme-proxy' },
      counts: { all: { pass: 1, fail: 3, total: 9 }, MUST: { fail: 2 }, hardened: { total: 1 } },
      failing: [{ requirement: 'OSP-016' }, { requirement: 'OSP-080' }],
      known: [{ requirement: 'OSP-051', known: 'data race in the batch path, fixed in 3.2' }],
      masked: [{ reason: 'masked by defect 3 (OSP-051)', requirements: ['OSP-082'] }],
      not_applicable: [{ reason: 'seeded_counter', requirements: ['OSP-052', 'OSP-053'] }],
      harness_faults: [{ code: 'CUT-ADAPTER-ID' }],
      known_failures_stale: [{ requirement: 'OSP-017' }],
      known_failures_unmatched: [{ requirement: 'OSP-999', detail: 'check osproxy/no-such-check does not exist' }],
      known_failures_absent: [{ requirement: 'OSP-018' }],
    })
  })

  test('keeps a defect and its violations whole', () => {
    const { event: _, ...defect } = exampleDefect
    expect((document.defects as object[])[0]).toEqual(defect)
    const [{ violations }] = document.failing as [{ violations: object[] }]
    const { event, requirement, level, text, ...rest } = exampleViolation
    expect(violations).toEqual([rest])
  })

  test('is the same bytes for the same events, and answers for a stream without an end', () => {
    expect(renderJson(finished(exampleEvents))).toBe(renderJson(finished(exampleEvents)))
    expect(JSON.parse(renderJson([]))).toMatchObject({ status: 'unfinished', exit_code: null, run: null })
  })

  test.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    'holds %s unchanged and shows it escaped',
    (_, text) => {
      const report = renderJson(hostileRun(text))
      expect(JSON.parse(report)).toMatchObject({
        failing: [{ violations: [{ got: text }] }, {}],
        harness_faults: [{ line: text }],
      })
      expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<]/u)
    },
  )
})
