import { clip } from '../clip.ts'
import { html, type Markup } from './markup.ts'

/** A piece of a text; `own` where the other text does not have it. */
export interface Piece {
  readonly text: string
  readonly own: boolean
}

/** Longer texts are compared at their beginnings and ends alone: a table of all words with all words grows with the square. */
const mostWords = 400

/**
 * What each of two texts has for itself, by words, so that no number or name is cut in two. Names of symbols, `$e3 =`, count for
 * nothing, and of texts that have little in common, such as a sentence and data, nothing is marked.
 */
export function apart(one: string, other: string): readonly [readonly Piece[], readonly Piece[]] {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const common = shared(a.slice(start, a.length - end), b.slice(start, b.length - end))
  const counted = (words: readonly string[]): number => words.filter((word) => /^\w/.test(word)).length
  const both = [...a.slice(0, start), ...common.map(([at]) => a[at + start] ?? ''), ...a.slice(a.length - end)]
  const alike = counted(both) >= Math.min(counted(a), counted(b)) / 2
  const side = (words: readonly string[], at: 0 | 1): readonly Piece[] => {
    const kept = new Set(common.map((pair) => pair[at] + start))
    return joined(
      words.map((text, index) => ({
        text,
        own: alike && index >= start && index < words.length - end && !kept.has(index) && !/^\$|^\s+$/.test(text),
      })),
    )
  }
  return [side(a, 0), side(b, 1)]
}

/** What was allowed and what came back as two rows of a table, with what differs marked in each. */
export function difference(allowed: string, got: string): Markup {
  const [ours, theirs] = apart(clip(allowed), clip(got))
  const marked = (pieces: readonly Piece[], kind: 'good' | 'bad'): Markup =>
    html`<code>${pieces.map(({ text, own }) => (own ? html`<mark class="${kind}">${text}</mark>` : text))}</code>`
  return html`<tr><th scope="row">allowed</th><td>${marked(ours, 'good')}</td></tr>
<tr><th scope="row">got</th><td>${marked(theirs, 'bad')}</td></tr>`
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\$[a-z]+[0-9.]+(?: = )?|[A-Za-z0-9_]+|\s+|[^A-Za-z0-9_\s]/gu) ?? []
}

/** The places of a longest common subsequence in both lists. */
function shared(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  if (a.length > mostWords || b.length > mostWords) return []
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i] as Uint16Array
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (last?.own === piece.own) whole[whole.length - 1] = { text: last.text + piece.text, own: last.own }
    else whole.push(piece)
  }
  return whole
}
