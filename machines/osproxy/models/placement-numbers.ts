import { canonical } from '../../../spec/canonical.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'

/** Numbers placements from 1 in the order in which they are met; structurally equal ones share one. */
export class PlacementNumbers {
  readonly #met: Json[] = []
  readonly #byText = new Map<string, number>()
  readonly #byObject = new WeakMap<object, number>()

  numberOf(value: Json): number {
    const seen = typeof value === 'object' && value !== null ? this.#byObject.get(value) : undefined
    if (seen !== undefined) return seen
    const number = this.#interned(value)
    if (typeof value === 'object' && value !== null) this.#byObject.set(value, number)
    return number
  }

  placementOf(number: number): JsonObject {
    return this.#met[number - 1] as JsonObject
  }

  #interned(value: Json): number {
    const key = canonical(value)
    const known = this.#byText.get(key)
    if (known !== undefined) return known
    this.#met.push(value)
    this.#byText.set(key, this.#met.length)
    return this.#met.length
  }
}
