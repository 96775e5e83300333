import { describe, expect, test } from 'vitest'
import { defect, exampleEvents, finished, verdict } from './example-run.ts'
import { hostileTexts } from './hostile.ts'
import { hostileRun } from './hostile-run.ts'
import { renderMarkdown } from './markdown.ts'

const shown = renderMarkdown(finished(exampleEvents))

/** The tags and the structure that the renderer itself writes; what remains of a document is text. */
const ownTags = /<\/?(code|pre|details|summary)( open)?>/g

describe('the Markdown report', () => {
  test('says the outcome before anything else', () => {
    expect(shown.split('\n\n').slice(0, 3)).toEqual([
      '## ❌ acme-proxy 3.1.0 against osproxy 1.0.2, profile control',
      '**Non-conformant: violates 1 MUST and 1 SHOULD, beside 1 known failure.** 1 check, 20 000 cases, 812 345 steps, 0.0 s.',
      'Run a replay line below against the implementation; it repeats one defect alone.',
    ])
    const passing = renderMarkdown(
      finished([verdict('OSP-017', 'MUST', 'routing', 'x', 'pass')], {
        status: 'complete',
        exit_code: 0,
        cases: 1,
        steps: 1,
      }),
    )
    expect(passing).toContain('## ✅ cutover\n\n**Conformant.**')
  })

  test('has a row for each failure and folds its details', () => {
    expect(shown).toContain(
      '| <code>OSP-016</code> | MUST | 1 | While moving, in either phase, reads go to the origin. | <code>placement a</code> | <code>placement b</code> |',
    )
    expect(shown).toContain(
      '<details open><summary>Defect 1: <code>OSP-016</code>, found by <code>osproxy/reads-stay-at-origin (value)</code></summary>',
    )
    expect(shown).toContain('    cutover replay osp1.9f3c2a\n</pre>')
  })

  test('has tables whose rows have as many cells as their header', () => {
    for (const block of shown.split('\n\n').filter((text) => text.startsWith('|'))) {
      const widths = block
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('|').length)
      expect(new Set(widths).size, block).toBe(1)
    }
  })

  test('fits a job summary however much fails, keeps what comes after the failures and says what it left out', () => {
    const step = { op: 'store.set', summary: '|'.repeat(500) }
    const found = {
      check: 'osproxy/x',
      facet: 'value',
      text: 'T.',
      allowed: '<'.repeat(5000),
      got: '`'.repeat(5000),
    }
    const steps = Array.from({ length: 10 }, (_, at) => ({ step: at + 1, ...step }))
    const many = Array.from({ length: 300 }, (_, index) => `OSP-${index}`).flatMap((id, index) => [
      ...defect(index + 1, id, 'MUST', found, steps),
      verdict(id, 'MUST', 'routing', 'T.', 'fail'),
    ])
    const report = renderMarkdown(
      finished([...many, verdict('OSP-X', 'MUST', 'r', 'T.', 'inconclusive', { reason: 'budget' })]),
    )
    expect(Buffer.byteLength(report)).toBeLessThan(1024 * 1024)
    expect(report).toMatch(/… and \d+ more defects, all in <code>events.ndjson<\/code>/)
    expect(report).toContain('### Inconclusive (1)')
    expect(report).toContain('<code>OSP-100</code>')
  })

  test.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text]))('shows %s as text', (_, text) => {
    const report = renderMarkdown(hostileRun(text))
    const harmless = renderMarkdown(hostileRun('harmless'))
    expect(report.match(ownTags)).toEqual(harmless.match(ownTags))
    expect(report.replace(ownTags, '')).not.toMatch(/[<>`]/)
    expect(report.split('\n').map((line) => line.split('|').length)).toEqual(
      harmless.split('\n').map((line) => line.split('|').length),
    )
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    expect(report).not.toMatch(/[@\]]|https:|www\./)
  })
})
