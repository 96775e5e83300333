import type { World } from '../../machines/model/world.ts'
import { numbers } from './side.ts'

/** Frames on their way to a side, by number: a bag of few slots, in any order. What does not fit is lost. */
export class Channel {
  readonly #slots: { [slot: string]: number }

  constructor(world: World, name: string, size: number) {
    const slots = Array.from({ length: size }, (_, at) => [`slot ${at + 1}`, numbers] as const)
    this.#slots = world.ghosts(name, Object.fromEntries(slots))
  }

  /** Numbers on their way, each once. */
  get content(): readonly number[] {
    return [...new Set(Object.values(this.#slots))].filter((seq) => seq > 0)
  }

  put(seq: number): void {
    const slots = Object.values(this.#slots)
    if (slots.includes(0)) this.#fill([...slots, seq])
  }

  /** Removes one copy, if there is one. */
  take(seq: number): void {
    const slots = Object.values(this.#slots)
    if (slots.includes(seq)) this.#fill(slots.toSpliced(slots.indexOf(seq), 1))
  }

  /** Sorted, so that equal bags are equal states. */
  #fill(seqs: readonly number[]): void {
    const sorted = seqs.filter((seq) => seq > 0).sort((a, b) => a - b)
    for (const [at, slot] of Object.keys(this.#slots).entries()) this.#slots[slot] = sorted[at] ?? 0
  }
}
