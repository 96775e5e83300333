import type { ReceiverPalette } from './receiver-palette.ts'

/** Where numbers of far ids begin. */
const farAway = 2 ** 52
const lastId = 2n ** 64n - 1n

/** Ids as the charts number them: from 1 behind the base, and far ones by their place in the palette. */
export class ChartIds {
  /** The number of the last id of a stream. */
  readonly last: number
  readonly #palette: Pick<ReceiverPalette, 'base' | 'far'>

  constructor(palette: Pick<ReceiverPalette, 'base' | 'far'>) {
    this.#palette = palette
    this.last = palette.base === 0n ? farAway * 2 : Number(lastId - palette.base)
  }

  /** The number of an id: 0 for id 0, -1 for one before the base, NaN for one that stands for nothing. */
  number(id: bigint): number {
    if (id === 0n) return 0
    const near = id - this.#palette.base
    if (near < 1n) return -1
    if (near < 2n ** 20n) return Number(near)
    const at = this.#palette.far.indexOf(id)
    return at < 0 ? Number.NaN : farAway + at
  }

  /** Whether the number stands for an id. */
  known(number: number): boolean {
    return number < 2 ** 20 || number - farAway in this.#palette.far
  }

  id(number: number): string {
    if (number >= farAway) return `${this.#palette.far[number - farAway]}`
    return `${this.#palette.base + BigInt(number)}`
  }
}
