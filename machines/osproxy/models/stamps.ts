import type { KnownSymbol } from '../../model/model.ts'
import { format } from '../../model/symbol.ts'

/** Every stamp that a small store can have handed out. */
const lowest: readonly string[] = Array.from({ length: 65 }, (_, stamp) => `${stamp}`)

/** Stamps worth asking the gate about: the newest and its neighbours; in a thorough sweep every one known, and the ends of the range. */
export function stamps(family: string, known: readonly KnownSymbol[], thorough: boolean): string[] {
  const own = known.filter((symbol) => symbol.family === family)
  if (!thorough) {
    const newest = own[own.length - 1]
    const before = own[own.length - 2]
    return [newest, before].flatMap((symbol) => (symbol === undefined ? [] : [format(symbol.symbol)]))
  }
  const all = known.flatMap(({ symbol }) => [format(symbol), format(symbol, 1n), format(symbol, -1n)])
  return [
    ...all,
    ...lowest,
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '18446744073709551614',
    '18446744073709551615',
  ]
}
