import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip } from './clip.ts'
import { forJson, forMarkdown, forTerminal, forXml } from './escape.ts'
import { hostileTexts } from './hostile.ts'

const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
)

/** Ranges written out by hand, so that a wrong class in the code under test cannot hide behind itself. */
const forbiddenRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xfffe, 0xffff],
  [0xe0000, 0xe007f],
]

function invisibleIn(text: string): string[] {
  return [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0
    return forbiddenRanges.some(([first, last]) => code >= first && code <= last)
  })
}

const check = (property: (text: string) => void) => fc.assert(fc.property(anyText, property), { numRuns: 500, seed: 7 })

describe('whatever an implementation sends', () => {
  test('is one printable line on a terminal, and no command of a CI runner', () => {
    check((text) => {
      const shown = forTerminal(text)
      expect(invisibleIn(shown)).toEqual([])
      expect(shown).not.toMatch(/^\s*::|##(vso|teamcity)?\[/i)
    })
    expect(forTerminal('a\n\u001b[31m\u009b\u202e\u{e0041}\ud800')).toBe(
      'a\\n\\u001b[31m\\u009b\\u202e\\u{e0041}\\ud800',
    )
    expect(forTerminal('::error::x ##[group]')).toBe(':\\u003aerror::x #\\u0023[group]')
  })

  test('is the same value in JSON that shows nothing invisible and ends no script', () => {
    check((text) => {
      const document = JSON.stringify({ text }, null, 2)
      const shown = forJson(document)
      expect(JSON.parse(shown)).toEqual({ text })
      expect(invisibleIn(shown.replaceAll('\n', ''))).toEqual([])
      expect(shown).not.toMatch(/<|##\[/)
    })
  })

  test('is neither markup nor a forbidden character in XML', () => {
    check((text) => {
      const shown = forXml(text)
      expect(shown).not.toMatch(/[<>"']/)
      expect(shown.replace(/&#\d+;/g, '')).not.toContain('&')
      expect(invisibleIn(shown)).toEqual([])
    })
  })

  test('starts no markup, link, mention or formula in Markdown', () => {
    check((text) => {
      const shown = forMarkdown(text).replace(/&#\d+;/g, '')
      expect(shown).not.toMatch(/[&<>"'|`*_~[\]#!\\@$:^\n]/)
      expect(shown).not.toMatch(/www\./i)
      expect(invisibleIn(shown)).toEqual([])
    })
  })

  test('stays as it is where it is harmless', () => {
    const harmless = 'placement a → b (5 s), größer 東京 ok'
    for (const shown of [forTerminal, forXml, forMarkdown, forJson]) expect(shown(harmless)).toBe(harmless)
  })

  test('is cut where it is long, never inside a character, and says so', () => {
    expect(clip('short')).toBe('short')
    expect(clip('x'.repeat(1_000_600))).toBe(`${'x'.repeat(600)} … (1 000 000 more characters, all in events.ndjson)`)
    expect(clip(`x${'😀'.repeat(400)}`)).toMatch(/^x(😀){299} … \(202 more characters/u)
  })
})
