import { expect, test } from 'vitest'
import { exampleEvents } from './example-run.ts'
import { hostileTexts } from './hostile.ts'
import { hostileRun } from './hostile-run.ts'
import { whyLines } from './why.ts'

test('a failing requirement is explained by whose cases exercised it, who judged it and by which transition', () => {
  expect(whyLines(exampleEvents, 'OSP-016')).toEqual([
    'Verdict: fail',
    'Judged by: osproxy/reads-stay-at-origin',
    '',
    'Exercised by the cases of:',
    '  osproxy/reads-stay-at-origin  5 120 times',
    '',
    'Defect 1: failure of value under osproxy/reads-stay-at-origin',
    '  judged by   model, transition partition.cutover.resolve',
    '  allowed     placement a',
    '  got         placement b',
    '  run again   cutover replay osp1.9f3c2a',
  ])
})

test('a known failure says why it is known, an undecided requirement why it is undecided', () => {
  expect(whyLines(exampleEvents, 'OSP-051')[0]).toBe('Verdict: fail, known: data race in the batch path, fixed in 3.2')
  expect(whyLines(exampleEvents, 'OSP-081').slice(0, 5)).toEqual([
    'Verdict: inconclusive',
    'Reason: not exercised within the budget',
    'Judged by: no check of the run',
    '',
    'Exercised by the cases of:',
  ])
})

test('a requirement of another register has no lines', () => {
  expect(whyLines(exampleEvents, 'XXX-001')).toEqual([])
})

test.each(hostileTexts)('%j does not reach a terminal', (text) => {
  const ids = ['OSP-016', 'OSP-051']
  const shown = ids.flatMap((id) => whyLines(hostileRun(text), id)).join('')
  expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
})
