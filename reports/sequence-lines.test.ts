import { describe, expect, test } from 'vitest'
import { exampleDefect, exampleViolation } from './example-run.ts'
import { hostileTexts } from './hostile.ts'
import { sequenceLines } from './sequence-lines.ts'

const told = { defect: exampleDefect, violations: [exampleViolation] }
const drawn = (width: number): readonly string[] => (sequenceLines(told, width) ?? []).map(String)

describe('the picture on a terminal', () => {
  test('has a lifeline for each party, and of what differs the answer that came', () => {
    expect(drawn(80)).toEqual([
      '        kit                          store                         link',
      '      1  │─ set p1 → a ───────────────▶│                             │',
      '         │◀─ ok {epoch: "1"} ──────────│                             │',
      '      2  │─ begin_migration p1 → b ───▶│                             │',
      '         │◀─ ok {epoch: "2"} ──────────│                             │',
      '      3  │─ enter_cutover p1 ─────────▶│                             │',
      '         │◀─ ok {epoch: "3"} ──────────│                             │',
      '      3  │  (link loses message=1)                                   │',
      '         │─ resolve p1 ───────────────▶│                             │',
      '         │◀─ ok {placement: "b"} ─────✗│                             │',
    ])
  })

  test('fits the columns that there are, and is left out where they are few', () => {
    for (const width of [80, 100, 160])
      for (const line of drawn(width)) expect(line.length, line).toBeLessThanOrEqual(width)
    expect(sequenceLines(told, 60)).toBeUndefined()
  })

  test('is left out for a long case and for one that nobody recorded', () => {
    const [line] = exampleDefect.transcript?.slice(1) ?? []
    if (line === undefined) throw new TypeError('the example has no transcript')
    const transcript = Array.from({ length: 40 }, () => line)
    expect(sequenceLines({ ...told, defect: { ...exampleDefect, transcript } }, 100)).toBeUndefined()
    const { transcript: _, ...bare } = exampleDefect
    expect(sequenceLines({ ...told, defect: bare }, 100)).toBeUndefined()
  })

  test.each(hostileTexts.map((each) => [each.slice(0, 24), each]))('keeps %j in its arrow', (_, each) => {
    const transcript = [{ step: 1, op: 'a.b', summary: each, got: each }]
    const lines = sequenceLines({ ...told, defect: { ...exampleDefect, transcript } }, 100) ?? []
    expect(lines).toHaveLength(3)
    for (const line of lines) {
      expect(String(line)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(String(line).length).toBeLessThanOrEqual(100)
    }
  })
})
