/** Deltas held back ahead of a gap as a set of small ids: bit `id - 1`. */
export type Held = number

const bit = (id: number): number => 1 << (id - 1)

export function holds(held: Held, id: number): boolean {
  return (held & bit(id)) !== 0
}

export function hold(held: Held, id: number): Held {
  return held | bit(id)
}

/** How many are held. */
export function count(held: Held): number {
  let found = 0
  for (let rest = held; rest !== 0; rest &= rest - 1) found++
  return found
}

/** The lowest id that is neither below `next` nor held in an unbroken row from there. */
export function drained(held: Held, next: number): number {
  let at = next
  while (holds(held, at)) at++
  return at
}

/** Those that are held from `next` on. */
export function above(held: Held, next: number): Held {
  return held & ~(bit(next) - 1)
}
