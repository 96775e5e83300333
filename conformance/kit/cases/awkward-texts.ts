import type { Horizon } from './horizons.ts'

type TextRow = readonly [slug: string, text: string, because: string]

const rows =
  (tier: Horizon<string>['tier']) =>
  ([slug, value, because]: TextRow): Horizon<string> => ({ slug, value, because, tier })

const common: readonly TextRow[] = [
  ['nothing', '', 'no text at all'],
  ['quotes', '"\\/\'`', 'what a quoted text escapes'],
  ['controls', '\u0000\u0001\b\t\n\f\r\u001b\u007f', 'what a quoted text escapes, or a terminal obeys'],
  ['lines', 'a\nb\r\nc\u2028d\u2029e\u0085', 'every way to end a line'],
  ['accents', 'caf\u00e9 cafe\u0301', 'normalisation'],
  ['emoji', '\u{1f980}\u{1f469}\u200d\u{1f680}', 'characters beyond 16 bits, several for one sign'],
  ['last-character', '\u{10ffff}\ufffe\uffff', 'characters that are none'],
  ['blanks', ' \t ', 'trimmed to nothing'],
]

const rarer: readonly TextRow[] = [
  ['byte-order-mark', '\ufeffa', 'dropped at a beginning'],
  ['right-to-left', '\u202e\u05d0\u05d1', 'what is not shown is dropped'],
  ['number', '0123', 'read as a number'],
  ['huge-number', '1e999', 'read as a number'],
  ['nothing-in-words', 'null', 'read as a value'],
  ['truth', 'true', 'read as a value'],
  ['date', '2026-02-30T25:61:61Z', 'read as a date'],
  ['base64', 'YWJjZA==', 'decoded once too often'],
  ['hex', 'deadbeef', 'decoded once too often'],
  ['percent', '%00%2e%2e%2f', 'decoded once too often'],
  ['format', '%s%n{}{0}', 'taken for a format'],
  ['markup', '<b>&amp;</b>]]>', 'taken for markup'],
  ['members', '__proto__', 'a name that every object has'],
  ['json', '{"a":[1]}', 'decoded once too often'],
]

/** A character of several bytes that begins before the end of a buffer and ends behind it, at each place where it can be cut. */
function across(buffer: number): TextRow[] {
  const because = `a character across the end of a buffer of ${buffer} bytes`
  return ['\u00e9', '\u20ac', '\u{1f980}'].flatMap((character) => {
    const bytes = Buffer.byteLength(character, 'utf8')
    return Array.from({ length: bytes - 1 }, (_, nth): TextRow => {
      const before = buffer - 1 - nth
      return [`${bytes}-byte-character-at-${before}`, `${'x'.repeat(before)}${character}x`, because]
    })
  })
}

/** Texts whose characters careless software cuts, escapes, decodes or takes for something else. */
export const awkwardTexts: readonly Horizon<string>[] = [
  ...[...common, ...[16, 32, 64, 256].flatMap(across)].map(rows('quick')),
  ...[...rarer, ...[128, 512, 1024, 4096, 8192, 16_384, 65_536].flatMap(across)].map(rows('default')),
  ...[131_072, 1_048_576].flatMap(across).map(rows('thorough')),
]
