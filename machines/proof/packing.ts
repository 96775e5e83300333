import { CutoverError } from '../../spec/error.ts'
import type { Variable, World } from '../model/world.ts'

/** Moves a world's state to and from 32-bit words of an arena; a variable takes as many bits as its domain needs. */
export interface Packing {
  /** Words a state. */
  readonly width: number
  /** Throws a RangeError that names the variable if a value is outside its domain. */
  readonly store: (words: Int32Array, at: number) => void
  readonly load: (words: Int32Array, at: number) => void
  /** Renumbers symbols by rank, so that unbounded numbering stays finite: 0 and below stay, the rest become 1, 2, 3, … */
  readonly renumber: () => void
  readonly largestSymbol: () => number
}

interface Slot {
  readonly place: string
  readonly name: string
  readonly min: number
  readonly range: number
  readonly mask: number
  readonly word: number
  readonly shift: number
}

const largestRange = 2 ** 16 - 1

/** Straight-line accessors generated for the world's variables; about five times faster than a loop over closures. */
export function packing(world: World): Packing {
  const { variables } = world
  const cells = [...new Set(variables.map((variable) => variable.cell))]
  const names = cells.map((_, at) => `c${at}`)
  const placeOf = ({ cell, key }: Variable): string => `c${cells.indexOf(cell)}[${JSON.stringify(key)}]`
  const generate = (parameters: string, lines: string[]): never =>
    new Function(
      ...names,
      'outside',
      'bit',
      'rank',
      `//# sourceURL=cutover-packing.js\nreturn function (${parameters}) {\n${lines.join('\n')}\n}`,
    )(...cells, outside, bit, rank) as never
  const { slots, width } = layout(variables, placeOf)
  const symbols = variables.filter((variable) => variable.domain.symbol === true)
  const checked = (slot: Slot, at: number): string =>
    `const v${at} = ${slot.place} - ${slot.min}; if (v${at} >>> 0 !== v${at} || v${at} > ${slot.range}) outside(${JSON.stringify(slot.name)}, ${slot.place}, ${slot.min}, ${slot.min + slot.range})`
  const word = (index: number): string =>
    slots.flatMap((slot, at) => (slot.word === index ? [`v${at} << ${slot.shift}`] : [])).join(' | ') || '0'
  return {
    width,
    store: generate('w, o', [
      ...slots.map(checked),
      ...Array.from({ length: width }, (_, index) => `w[o + ${index}] = ${word(index)}`),
    ]),
    load: generate('w, o', [
      ...Array.from({ length: width }, (_, index) => `const w${index} = w[o + ${index}]`),
      ...slots.map((slot) => `${slot.place} = (w${slot.word} >>> ${slot.shift} & ${slot.mask}) + ${slot.min}`),
    ]),
    largestSymbol: generate('', [
      'let m = 0',
      ...symbols.map((symbol) => `if (${placeOf(symbol)} > m) m = ${placeOf(symbol)}`),
      'return m',
    ]),
    renumber: generate('', [
      'let used = 0',
      ...symbols.map((symbol) => `if (${placeOf(symbol)} > 0) used |= bit(${placeOf(symbol)})`),
      'if ((used + 2 & used) === 0) return',
      ...symbols.map((symbol) => `if (${placeOf(symbol)} > 0) ${placeOf(symbol)} = rank(used, ${placeOf(symbol)})`),
    ]),
  }
}

function layout(
  variables: readonly Variable[],
  placeOf: (variable: Variable) => string,
): { slots: Slot[]; width: number } {
  let word = 0
  let used = 0
  const slots = variables.map((variable): Slot => {
    const { name, domain } = variable
    const range = domain.max - domain.min
    if (range > largestRange) {
      throw new CutoverError(
        'CUT-EXPLORE-DOMAIN',
        `variable ${name} has ${range + 1} values; an exploration allows ${largestRange + 1}`,
      )
    }
    const bits = 32 - Math.clz32(range)
    if (used + bits > 32) {
      word++
      used = 0
    }
    const slot = { place: placeOf(variable), name, min: domain.min, range, mask: 2 ** bits - 1, word, shift: used }
    used += bits
    return slot
  })
  return { slots, width: word + 1 }
}

function outside(name: string, value: number, min: number, max: number): never {
  throw new RangeError(`${name} is ${value}, outside ${min}..${max}`)
}

/** Symbols are ranked after every step, so that only as many are in use as there are variables for them. */
function bit(symbol: number): number {
  if (symbol > 30) throw new RangeError(`more than 30 symbols are in use at once`)
  return 1 << symbol
}

/** How many of the symbols in use are not larger than `symbol`. */
function rank(used: number, symbol: number): number {
  let rest = used & ((2 << symbol) - 1)
  let count = 0
  for (; rest !== 0; rest &= rest - 1) count++
  return count
}
