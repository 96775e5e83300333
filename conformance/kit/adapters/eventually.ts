import { vi } from 'vitest'

/** Waits for what a test expects to become true: at once on an idle machine, within ten minutes on any. */
export function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 600_000, interval: 20 })
}
