/**
 * Control characters (C0, DEL, C1), format characters (bidirectional overrides, zero width, tags), lone surrogates, line
 * and paragraph separators, whatever else is drawn as nothing, and the two code points that XML forbids beside them.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffe\uffff]/gu

/**
 * What CI runners take for a command of their own in a log line: `##[` and `##vso[` and `##teamcity[` anywhere, `::` where a
 * line begins.
 */
const runnerCommand = /(?<=#)#(?=(vso|teamcity)?\[)|(?<=^\s*:):/gim

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * One line of plain text for a terminal or a CI log: everything invisible is spelt out, such as `\n`, `\u001b` or `\u{e0041}`,
 * and no runner takes it for a command.
 */
export function forTerminal(text: string): string {
  return text
    .replace(invisible, (character) => short[character] ?? codePoint(character))
    .replace(runnerCommand, codePoint)
}

/** Lines that were composed of escaped parts: neither a part nor two of them together make a command of a CI runner. */
export function forRunner(lines: string): string {
  return lines.replace(runnerCommand, codePoint)
}

/** The same JSON document with everything invisible as JSON escapes, and `<` too, so that it can be shown and embedded. */
export function forJson(document: string): string {
  const printable = document.replace(/</g, utf16).replace(runnerCommand, utf16)
  // A raw line feed or tab can only stand between tokens of a JSON document, where an escape would not be JSON.
  return printable.replace(invisible, (character) => (character in short ? character : utf16(character)))
}

/** Text or attribute value of XML 1.0, and of HTML: no markup, no forbidden character, on one line. */
export function forXml(text: string): string {
  return forTerminal(text).replace(/[&<>"']/g, reference)
}

/**
 * Inline Markdown on one line that means nothing but itself: in a table cell, in `<code>`, in `<pre>` or between words. All
 * punctuation that starts markup, a link, a mention or a formula becomes a character reference.
 */
export function forMarkdown(text: string): string {
  return forTerminal(text)
    .replace(/[&<>"'|`*_~[\]#!\\@$:^]/g, reference)
    .replace(/(?<=www)\./gi, reference)
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16)
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`
}

function utf16(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('')
}
