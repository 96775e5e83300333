import { expect, test } from 'vitest'
import { diagnosisSection, sectionOf, withSection } from './diagnosis-section.ts'

const figures = { mutants: 40, unreached: 2, first: 0.825, firstThree: 0.95, suspects: 2, defects: 1 }
const section = diagnosisSection({ budget: 'quick', seed: 1, all: figures, protocols: { osproxy: figures } })

test('the section stands at the end of its page, once, and is found there again', () => {
  const page = withSection('# Performance\n', section)
  expect(page).toBe(`# Performance\n\n${section}`)
  expect(withSection(page, section)).toBe(page)
  expect(sectionOf(page)).toBe(section)
  expect(withSection('# Performance\n', sectionOf('# Performance\n'))).toBe('# Performance\n')
})

test('it says how the figures were made and whether they are what they should be', () => {
  expect(section).toContain('budget quick, seed 1')
  expect(section).toContain('They are met.')
  expect(section).toContain('named first in 82.5 %, among the first three in 95 %')
  expect(section).toContain('2 more are beyond the budget')
  const worse = { ...figures, first: 0.79 }
  expect(diagnosisSection({ budget: 'quick', seed: 1, all: worse, protocols: {} })).toContain('They are not all met.')
})
