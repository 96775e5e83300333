import type { Facet } from '../../../machines/chart/chart.ts'

/** Facets of what an implementation gives out. */
const given: readonly Facet[] = ['frames', 'effects', 'timing']

/**
 * What did not come when a SHOULD wanted it, by the roles that owe it. Whatever such a role gives out later, where the model expects
 * nothing or something else, may be that: it counts only where it also comes in a case without the delay.
 */
export class Overdue {
  readonly #owed = new Map<string, number>()

  /** Notes that roles let something lie at a step. */
  note(actors: readonly string[], step: number): void {
    for (const actor of actors) if (!this.#owed.has(actor)) this.#owed.set(actor, step)
  }

  /** Whether what differs at a step may be what was due at an earlier one. */
  explains(facet: Facet, actors: readonly string[], step: number): boolean {
    return given.includes(facet) && actors.some((actor) => (this.#owed.get(actor) ?? step) < step)
  }
}
