import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { renderConsole as render, renderOutcome } from './console.ts'
import {
  defect,
  exampleDefect,
  exampleEnding,
  exampleEvents,
  exampleViolation,
  finished,
  verdict,
} from './example-run.ts'
import { hostileTexts } from './hostile.ts'
import { hostileRun } from './hostile-run.ts'

const renderConsole = (...given: Parameters<typeof render>): string => `${render(...given)}\n`

const shown = renderConsole(finished(exampleEvents))

describe('the console report', () => {
  test('answers for a failure which requirement, what was sent, what is allowed, what came back and how to run it again', () => {
    expect(shown).toContain(`
✗ OSP-016 MUST  While moving, in either phase, reads go to the origin.
    defect 1: 3 steps (from 41, 112 cases); came again on 1 of 2 fresh processes
      1  store.set             p1 → a
      2  store.begin_migration p1 → b
      3  store.enter_cutover   p1
    then  store.resolve p1
      allowed   placement a
      got       placement b
    cutover replay 1
`)
  })

  test('draws the case where it is told how wide the terminal is', () => {
    const wide = String(renderConsole(finished(exampleEvents), { width: 80 }))
    expect(wide).toContain('\n        kit                          store                         link\n')
    expect(wide).toContain(
      '─✗│                             │\n      allowed   placement a\n      got       placement b\n',
    )
    expect(String(renderConsole(finished(exampleEvents), { width: 40 }))).toBe(shown)
  })

  test('is the outcome alone for whoever wants no more', () => {
    expect(shown.trimEnd().endsWith(`\n${String(renderOutcome(finished(exampleEvents)))}`)).toBe(true)
    expect(String(renderOutcome(finished(exampleEvents))).split('\n')).toHaveLength(3)
  })

  test('ends with the outcome, the exit code and what to do next', () => {
    expect(shown.trimEnd().split('\n').slice(-3)).toEqual([
      '✗ non-conformant: violates 1 MUST and 1 SHOULD, beside 1 known failure',
      '  1 check (1 not applicable), 20 000 cases, 812 345 steps, 0.0 s, exit 1',
      '  next: run a replay line above against the implementation; it repeats one defect alone',
    ])
  })

  test('counts by level, all and hardened', () => {
    expect(shown).toContain(`
              pass    fail  (known)  inconclusive  not applicable  excluded   total
  MUST           1       2        1             1               2         1       7
  SHOULD         0       1        0             0               0         0       1
  MAY            0       0        0             1               0         0       1
  all            1       3        1             2               2         1       9
  hardened       0       1        1             0               0         0       1
`)
  })

  test('lists failing, undecided, known, and not applicable by the missing name', () => {
    expect(shown).toContain(
      '\nfailing (2)\n  ✗ OSP-016 MUST    defect 1  osproxy/reads-stay-at-origin (value)\n  ✗ OSP-080 SHOULD  defect 2',
    )
    expect(shown).toContain('\ninconclusive (1)\n  not exercised within the budget\n    OSP-081 MAY\n')
    expect(shown).toContain('\nmasked (1)\n  masked by defect 3 (OSP-051)\n    OSP-082\n')
    expect(shown).toContain('\nnot applicable, by missing name (2)\n  seeded_counter\n    OSP-052, OSP-053\n')
    expect(shown).toContain('\nknown failures (1)\n  OSP-051 MUST    data race in the batch path, fixed in 3.2\n')
    expect(shown).not.toContain('✗ OSP-051')
  })

  test('names the stale and the unmatched entry, the broken rule, the offending line and the last words of the adapter', () => {
    expect(shown).toContain('  stale      OSP-017 osproxy/writes-follow-phase value: passes now: remove the entry\n')
    expect(shown).toContain(
      '  unmatched  OSP-999 osproxy/no-such-check value: check osproxy/no-such-check does not exist',
    )
    expect(shown).toContain(
      '      rule      replies carry the id of their request, in order\n      expected  a line with "id":9\n      line      {"id":10,"ok":{}}\n',
    )
    expect(shown).toContain('        thread main panicked at src/lib.rs:7\n')
  })

  test('is plain unless colour is asked for, and says the same in colour', () => {
    const colour = renderConsole(finished(exampleEvents), { colour: true })
    expect(shown).not.toContain('\u001b')
    expect(colour).toContain('\u001b[31m')
    expect(stripVTControlCharacters(colour)).toBe(shown)
  })

  test('says what every exit code means', () => {
    const headline = (
      exit_code: number,
      events = exampleEvents.slice(0, 3),
      status: 'complete' | 'interrupted' | 'failed' = 'complete',
    ) =>
      renderConsole(finished(events, { ...exampleEnding, exit_code, status }))
        .split('\n')
        .find((line) => /^[✓✗] [a-z]/.test(line))
    const passing = [
      verdict('OSP-017', 'MUST', 'routing', 'x', 'pass'),
      verdict('OSP-080', 'SHOULD', 'routing', 'x', 'fail'),
    ]
    expect(headline(0, passing)).toBe('✓ conformant, violates 1 SHOULD')
    expect(headline(1)).toBe('✗ non-conformant: nothing was judged')
    expect(headline(2)).toBe('✗ the known-failures file does not match what happened')
    expect(headline(3, [verdict('OSP-017', 'MUST', 'routing', 'x', 'inconclusive')])).toBe(
      '✗ inconclusive: 1 requirement could not be decided',
    )
    expect(headline(4)).toBe('✗ harness or adapter fault: this run says nothing about the implementation')
    expect(headline(64)).toMatch('✗ misuse')
    expect(headline(130, [], 'interrupted')).toMatch('✗ interrupted')
    expect(renderConsole([])).toContain('✗ unfinished: the event stream has no footer')
  })

  test('shows a violation whose verdict was not reached', () => {
    const interrupted = finished([exampleDefect, exampleViolation], {
      ...exampleEnding,
      status: 'interrupted',
      exit_code: 130,
    })
    expect(renderConsole(interrupted)).toContain('✗ OSP-016 MUST  While moving')
  })

  test('shows of a requirement with known and new violations only the new ones', () => {
    const old = { ...exampleViolation, got: 'old news', known: 'reported' }
    const events = finished([exampleDefect, old, exampleViolation, verdict('OSP-016', 'MUST', 'routing', 'x', 'fail')])
    expect(renderConsole(events)).toContain('placement b')
    expect(renderConsole(events)).not.toContain('old news')
  })

  test('stays readable when everything fails, in long histories and with long answers', () => {
    const steps = Array.from({ length: 500 }, (_, index) => ({
      step: index + 1,
      op: 'batch.run',
      summary: `s${index + 1}`,
    }))
    const found = { check: 'osproxy/x', facet: 'value', text: 'T.', allowed: 'a', got: 'y'.repeat(10_000) }
    const many = Array.from({ length: 100 }, (_, index) => `OSP-${index}`).flatMap((id, index) => [
      ...defect(index + 1, id, 'MUST', found, steps),
      verdict(id, 'MUST', 'routing', 'T.', 'fail'),
    ])
    const report = renderConsole(finished(many))
    expect(report).toContain('      … 460 steps left out, all in events.ndjson\n')
    expect(report.match(/cutover replay/g)).toHaveLength(25)
    expect(report).toContain('the first 25 defects are shown above')
    expect(report.length).toBeLessThan(200_000)
    expect(report.split('\n').at(-4)).toBe('✗ non-conformant: violates 100 MUSTs')
  })

  test('never shows a token: what runs a defect again is its number, behind its report where that is not the last', () => {
    const replay = `osp1.${'a'.repeat(2000)} --adapter 'python3 shim.py'`
    const events = finished([{ ...exampleDefect, replay }])
    expect(renderConsole(events)).toContain('    cutover replay 1\n')
    expect(renderConsole(events)).not.toContain('osp1.')
    const elsewhere = renderConsole(events, { replay: ({ defect: number }) => `reports#${number}` })
    expect(elsewhere).toContain('    cutover replay reports#1\n')
  })

  test('tells a defect once, with what else it breaks by name', () => {
    const other = { ...exampleViolation, requirement: 'OSP-022', text: 'The destination receives nothing.' }
    const requirements = ['OSP-016', 'OSP-022', 'OSP-012', 'OSP-004']
    const told = [{ ...exampleDefect, requirements, suspects: 2 }, exampleViolation, other]
    const report = renderConsole(finished([...told, verdict('OSP-022', 'MUST', 'routing', 'x', 'fail')]))
    expect(report).toContain(
      '      or        OSP-022 MUST  The destination receives nothing.\n      with it   OSP-012, OSP-004\n',
    )
    expect(report.match(/store.begin_migration/g)).toHaveLength(1)
  })

  test('keeps the lines of stderr apart, and lets none of them command a CI runner', () => {
    const stderr = '::stop-commands::x\r\n\u001b[31mpanicked\n##[endgroup]\n'
    expect(renderConsole(finished([{ event: 'harness_fault', code: 'CUT-X', message: 'm', stderr }]))).toContain(
      '      stderr\n        :\\u003astop-commands::x\n        \\u001b[31mpanicked\n        #\\u0023[endgroup]\n',
    )
  })

  test.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    'shows %s as text of one line',
    (_, text) => {
      const report = renderConsole(hostileRun(text))
      expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(report).not.toMatch(/^\s*::|##(vso|teamcity)?\[/im)
      expect(report).not.toMatch(/^✓/m)
      const lines = (value: string) => renderConsole(hostileRun(value)).split('\n').length
      expect(report.split('\n').length).toBe(lines('harmless'))
    },
  )
})
