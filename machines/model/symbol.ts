/**
 * A value that an implementation chooses, such as an epoch. In cases and fixtures it is written `$e3`: the value first
 * answered at step 3 (steps count from 1; `$e3.2` is the second one minted there), with `+n` or `-n` for a neighbour.
 * Inside a model it is a number: larger means minted later, `none` and `other` are no symbols.
 */
export const none = 0
/** A value that is no symbol of the family in question. */
export const other = -1

const perStep = 8
const form = /^\$[a-z]+([1-9][0-9]*)(?:\.([2-8]))?([+-][0-9]+)?$/

/** The `nth` symbol (from 0) minted at `step` (from 1). */
export function mint(step: number, nth: number): number {
  return step * perStep + nth
}

export function stepOf(symbol: number): number {
  return Math.floor(symbol / perStep)
}

export function format(symbol: number, offset = 0n, letter = 'e'): string {
  const nth = symbol % perStep
  const tail = offset === 0n ? '' : offset > 0n ? `+${offset}` : `${offset}`
  return `$${letter}${stepOf(symbol)}${nth === 0 ? '' : `.${nth + 1}`}${tail}`
}

/** A reference in a case, or undefined for any other text. */
export function parse(text: string): { symbol: number; offset: bigint } | undefined {
  if (text.charCodeAt(0) !== 36) return undefined
  const match = form.exec(text)
  if (match === null) return undefined
  return {
    symbol: mint(Number(match[1]), match[2] === undefined ? 0 : Number(match[2]) - 1),
    offset: BigInt(match[3] ?? 0),
  }
}
