import type { World } from '../../model/world.ts'

/** A bounded row of frames under way, oldest first. A frame is a positive number; 0 is none. */
export class Channel {
  readonly #slots: { [slot: string]: number }

  constructor(
    world: World,
    name: string,
    readonly size: number,
    largest: number,
  ) {
    const domains = Object.fromEntries(Array.from({ length: size }, (_, at) => [`${at}`, { min: 0, max: largest }]))
    this.#slots = world.ghosts(name, domains)
  }

  get full(): boolean {
    return this.at(this.size - 1) !== 0
  }

  at(slot: number): number {
    return this.#slots[slot] ?? 0
  }

  put(frame: number): void {
    for (let slot = 0; slot < this.size; slot++) {
      if (this.at(slot) !== 0) continue
      this.#slots[slot] = frame
      return
    }
  }

  /** Removes a frame; 0 if there is none. */
  take(slot: number): number {
    const frame = this.at(slot)
    if (frame === 0) return 0
    for (let later = slot; later < this.size; later++) this.#slots[later] = this.at(later + 1)
    return frame
  }

  /** False if there is no frame or no room. */
  double(slot: number): boolean {
    if (this.at(slot) === 0 || this.full) return false
    this.put(this.at(slot))
    return true
  }

  replace(slot: number, frame: number): void {
    this.#slots[slot] = frame
  }

  clear(): void {
    for (let slot = 0; slot < this.size; slot++) this.#slots[slot] = 0
  }
}
