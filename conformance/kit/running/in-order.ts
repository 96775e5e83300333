/**
 * Does what is asked for side by side as if it had been asked for one place after the other: what belongs to a place is held
 * until every place before it is closed. The first open place is served at once. A place that is never closed holds all later ones.
 */
export class InOrder {
  #turn = 0
  readonly #held = new Map<number, (() => void)[]>()
  readonly #closed = new Set<number>()

  /** Does `action` when it is the turn of `place`, counted from 0. */
  at(place: number, action: () => void): void {
    if (place === this.#turn) action()
    else this.#held.set(place, [...(this.#held.get(place) ?? []), action])
  }

  /** Nothing more comes for `place`. */
  close(place: number): void {
    this.#closed.add(place)
    while (this.#closed.delete(this.#turn)) {
      this.#turn++
      for (const action of this.#held.get(this.#turn) ?? []) action()
      this.#held.delete(this.#turn)
    }
  }
}
