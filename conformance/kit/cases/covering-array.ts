/** A value of an axis; undefined stands for leaving the option out. */
export type AxisValue = string | number | boolean | undefined

/** What may be chosen independently, each with all of its values. */
export interface Axes {
  readonly [axis: string]: readonly AxisValue[]
}

/** One value of each axis. */
export type Combination = Readonly<Record<string, AxisValue>>

/** A row under construction: the place of the chosen value of each axis, or -1. */
type Places = readonly number[]

/**
 * Rows that together hold every pair of values of two different axes that `allows` lets stand together: options tried one by
 * one hide what they do together. `allows` is asked about rows in which not every axis is chosen yet, and must say no to a row
 * only if no choice of the others mends it. A pair that no whole row may hold is left out. The same axes give the same rows.
 */
export function coveringArray(axes: Axes, allows: (row: Combination) => boolean = () => true): readonly Combination[] {
  return new Rows(axes, allows).all()
}

class Rows {
  readonly #names: readonly string[]
  readonly #sizes: readonly number[]
  /** Uncovered pairs as `axis,place,axis,place`, the smaller axis first. */
  readonly #open = new Set<string>()

  constructor(
    readonly axes: Axes,
    readonly allows: (row: Combination) => boolean,
  ) {
    this.#names = Object.keys(axes)
    this.#sizes = this.#names.map((name) => axes[name]?.length ?? 0)
    for (const [first, size] of this.#sizes.entries())
      for (let second = first + 1; second < this.#sizes.length; second++)
        for (let one = 0; one < size; one++)
          for (let other = 0; other < (this.#sizes[second] as number); other++)
            this.#open.add(pair(first, one, second, other))
  }

  all(): readonly Combination[] {
    if (this.#names.length === 1) return this.#alone()
    const rows: Combination[] = []
    for (const seed of this.#open) {
      const [first, one, second, other] = seed.split(',').map(Number) as [number, number, number, number]
      const places = this.#complete(this.#names.map((_, axis) => (axis === first ? one : axis === second ? other : -1)))
      if (places === undefined) this.#open.delete(seed)
      else {
        for (const covered of pairsOf(places)) this.#open.delete(covered)
        rows.push(this.#row(places))
      }
    }
    return rows
  }

  #alone(): readonly Combination[] {
    return Array.from({ length: this.#sizes[0] ?? 0 }, (_, place) => this.#row([place])).filter(this.allows)
  }

  /** The remaining axes one after the other, each with the value that covers most; another one where that is not allowed. */
  #complete(places: Places): Places | undefined {
    if (!this.allows(this.#row(places))) return undefined
    const axis = this.#nextAxis(places)
    if (axis === undefined) return places
    const candidates = Array.from({ length: this.#sizes[axis] as number }, (_, place) => ({
      place,
      gain: this.#gain(places, axis, place),
    })).sort((a, b) => b.gain - a.gain || a.place - b.place)
    for (const { place } of candidates) {
      const whole = this.#complete(places.map((chosen, at) => (at === axis ? place : chosen)))
      if (whole !== undefined) return whole
    }
    return undefined
  }

  /** The axis one of whose values covers most together with what is chosen. */
  #nextAxis(places: Places): number | undefined {
    let best: { axis: number; gain: number } | undefined
    for (const [axis, chosen] of places.entries()) {
      if (chosen >= 0) continue
      for (let place = 0; place < (this.#sizes[axis] as number); place++) {
        const gain = this.#gain(places, axis, place)
        if (best === undefined || gain > best.gain) best = { axis, gain }
      }
    }
    return best?.axis
  }

  /** Open pairs that a value covers: those with what is chosen count first, those that stay possible decide between equals. */
  #gain(places: Places, axis: number, place: number): number {
    let now = 0
    let later = 0
    for (const [other, chosen] of places.entries()) {
      if (other === axis) continue
      if (chosen >= 0) now += this.#open.has(ordered(axis, place, other, chosen)) ? 1 : 0
      else
        for (let any = 0; any < (this.#sizes[other] as number); any++)
          later += this.#open.has(ordered(axis, place, other, any)) ? 1 : 0
    }
    return now * 1_000_000 + later
  }

  #row(places: Places): Combination {
    const row: Record<string, AxisValue> = {}
    for (const [axis, place] of places.entries()) {
      const name = this.#names[axis] as string
      if (place >= 0) row[name] = this.axes[name]?.[place]
    }
    return row
  }
}

const pair = (first: number, one: number, second: number, other: number): string => `${first},${one},${second},${other}`

const ordered = (axis: number, place: number, other: number, chosen: number): string =>
  axis < other ? pair(axis, place, other, chosen) : pair(other, chosen, axis, place)

function pairsOf(places: Places): string[] {
  return places.flatMap((one, first) =>
    places.slice(first + 1).map((other, at) => pair(first, one, first + 1 + at, other)),
  )
}
