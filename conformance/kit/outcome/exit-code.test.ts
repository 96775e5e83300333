import { describe, expect, test } from 'vitest'
import { type ExitCode, exitCode, type RunOutcome } from './exit-code.ts'

const must = { level: 'MUST' } as const
const should = { level: 'SHOULD' } as const
const may = { level: 'MAY' } as const
const green: RunOutcome = {
  level: 'MUST',
  failures: [],
  verdicts: [{ ...must, verdict: 'pass' }],
  staleOrUnmatched: false,
  undecided: false,
}
const failing = (level: RunOutcome['failures'][number]['level'], known: boolean): Partial<RunOutcome> => ({
  failures: [{ level, known }],
  verdicts: [{ level, verdict: 'fail' }],
})
const open = (level: RunOutcome['failures'][number]['level']): Partial<RunOutcome> => ({
  verdicts: [...green.verdicts, { level, verdict: 'inconclusive' }],
})

const rows: readonly (readonly [string, Partial<RunOutcome>, ExitCode, ExitCode])[] = [
  ['everything passes', {}, 0, 0],
  ['a MUST fails', failing('MUST', false), 1, 1],
  ['a known MUST fails', failing('MUST', true), 0, 0],
  ['a SHOULD fails', failing('SHOULD', false), 0, 1],
  ['a known SHOULD fails', failing('SHOULD', true), 0, 0],
  ['a MAY fails', failing('MAY', false), 0, 0],
  [
    'one of two failures is known',
    {
      ...failing('MUST', true),
      failures: [
        { ...must, known: true },
        { ...must, known: false },
      ],
    },
    1,
    1,
  ],
  [
    'a known MUST and a new SHOULD fail',
    {
      ...failing('MUST', true),
      failures: [
        { ...must, known: true },
        { ...should, known: false },
      ],
    },
    0,
    1,
  ],
  ['a MUST is inconclusive', open('MUST'), 3, 3],
  ['a SHOULD is inconclusive', open('SHOULD'), 0, 3],
  ['a MAY is inconclusive', open('MAY'), 0, 0],
  ['nothing was judged', { verdicts: [{ ...must, verdict: 'not-applicable' }] }, 3, 3],
  ['everything is excluded', { verdicts: [{ ...may, verdict: 'excluded' }] }, 3, 3],
  ['the register is empty', { verdicts: [] }, 3, 3],
]

describe.each(rows)('where %s', (_, outcome, gateMust, gateShould) => {
  const at = (extra: Partial<RunOutcome>) => exitCode({ ...green, ...outcome, ...extra })

  test('the level decides what counts', () => {
    expect(at({ level: 'MUST' })).toBe(gateMust)
    expect(at({ level: 'SHOULD' })).toBe(gateShould)
  })

  test('a known-failures file that does not match is 2, unless something new fails', () => {
    expect(at({ level: 'MUST', staleOrUnmatched: true })).toBe(gateMust === 1 ? 1 : 2)
    expect(at({ level: 'SHOULD', staleOrUnmatched: true, undecided: true })).toBe(gateShould === 1 ? 1 : 2)
  })

  test('what could not be decided is 3, unless something fails', () => {
    expect(at({ level: 'MUST', undecided: true })).toBe(gateMust === 1 ? 1 : 3)
    expect(at({ level: 'SHOULD', undecided: true })).toBe(gateShould === 1 ? 1 : 3)
  })
})
