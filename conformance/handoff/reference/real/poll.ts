import { setTimeout } from 'node:timers/promises'

/** Milliseconds between two looks. */
const STEP = 2

/** What `look` finds, as soon as it finds something; undefined where that takes longer than `most_ms`. */
export async function poll<T>(look: () => T | undefined, most_ms: number): Promise<T | undefined> {
  const end = performance.now() + most_ms
  for (;;) {
    const found = look()
    if (found !== undefined || performance.now() >= end) return found
    await setTimeout(STEP)
  }
}
