import { CutoverError } from '../spec/error.ts'
import type { Variable, World } from './world.ts'

/** Moves a world's state to and from bytes of an arena: one byte a variable, so a domain has at most 256 values. */
export interface Packing {
  readonly width: number
  readonly store: (bytes: Uint8Array, at: number) => void
  readonly load: (bytes: Uint8Array, at: number) => void
  /** Renumbers symbols by rank, so that unbounded numbering stays finite: 0 and below stay, the rest become 1, 2, 3, … */
  readonly renumber: () => void
  readonly largestSymbol: () => number
}

/** Straight-line accessors generated for the world's variables; about five times faster than a loop over closures. */
export function packing(world: World): Packing {
  const variables = world.variables
  for (const { name, domain } of variables) {
    if (domain.max - domain.min > 255) {
      throw new CutoverError('CUT-EXPLORE-DOMAIN', `variable ${name} has ${domain.max - domain.min + 1} values; an exploration allows 256`)
    }
  }
  const cells = [...new Set(variables.map((variable) => variable.cell))]
  const cellOf = (variable: Variable): string => `c${cells.indexOf(variable.cell)}`
  const names = cells.map((_, at) => `c${at}`)
  const place = (variable: Variable): string => `${cellOf(variable)}[${JSON.stringify(variable.key)}]`
  const generate = (parameters: string, lines: string[]): never =>
    new Function(...names, `return function (${parameters}) {\n${lines.join('\n')}\n}`)(...cells) as never
  const outside = (variable: Variable): string =>
    `if (${place(variable)} < ${variable.domain.min} || ${place(variable)} > ${variable.domain.max}) throw new RangeError(${JSON.stringify(
      `${variable.name} outside ${variable.domain.min}..${variable.domain.max}: `,
    )} + ${place(variable)})`
  const symbols = variables.filter((variable) => variable.domain.symbol === true)
  return {
    width: variables.length,
    store: generate(
      'b, o',
      variables.flatMap((v, at) => [outside(v), `b[o + ${at}] = ${place(v)} - ${v.domain.min}`]),
    ),
    load: generate(
      'b, o',
      variables.map((v, at) => `${place(v)} = b[o + ${at}] + ${v.domain.min}`),
    ),
    largestSymbol: generate('', ['let m = 0', ...symbols.map((v) => `if (${place(v)} > m) m = ${place(v)}`), 'return m']),
    renumber: renumbering(symbols),
  }
}

function renumbering(symbols: readonly Variable[]): () => void {
  const cells = symbols.map((symbol) => symbol.cell as Record<string, number>)
  const keys = symbols.map((symbol) => symbol.key)
  const seen: number[] = []
  return () => {
    seen.length = 0
    for (let i = 0; i < keys.length; i++) {
      const value = (cells[i] as Record<string, number>)[keys[i] as string] as number
      if (value <= 0) continue
      let at = seen.length
      while (at > 0 && (seen[at - 1] as number) > value) at--
      if (at > 0 && seen[at - 1] === value) continue
      seen.splice(at, 0, value)
    }
    if (seen.length === 0 || seen[seen.length - 1] === seen.length) return
    for (let i = 0; i < keys.length; i++) {
      const cell = cells[i] as Record<string, number>
      const value = cell[keys[i] as string] as number
      if (value > 0) cell[keys[i] as string] = seen.indexOf(value) + 1
    }
  }
}
