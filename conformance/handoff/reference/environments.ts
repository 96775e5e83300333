import {
  contractOf,
  type Detected,
  detectRole,
  type Environment,
  FIRST_DESCRIPTOR,
} from '../../../spec/handoff/environment.ts'
import type { Host } from './host.ts'
import type { Parts } from './parts.ts'

/** The variables and descriptors of a successor (HOF-146 to HOF-150, HOF-159). */
export interface Environments {
  /** What a child is started with, from the variables of the supervisor and those given along. */
  compose(own: Environment, given: Environment, listeners: readonly string[]): Environment
  /** What a process makes of its variables. */
  detect(process: Pick<Host, 'pid' | 'descriptors'>, environment: Environment): Detected
  /** Whether a descriptor is handed out as a listener (HOF-150). */
  isListener(process: Pick<Host, 'pid' | 'descriptors'>, number: number): boolean
  /** A table of descriptors in which each source stands at its number from 3 on, in order. */
  place<T>(table: ReadonlyMap<number, T>, sources: readonly number[]): Map<number, T>
}

export function createEnvironments(parts: Parts): Environments {
  return {
    compose: (own, given, listeners) => {
      const { LISTEN_PID: _, ...passed } = { ...own, ...given }
      return { ...passed, ...contractOf(listeners) }
    },
    detect: ({ pid, descriptors }, environment) =>
      detectRole(environment, parts.settings.hardened() ? { pid, descriptors } : undefined),
    isListener: ({ descriptors }, number) => {
      const kind = descriptors[number - FIRST_DESCRIPTOR]
      return !parts.settings.hardened() || kind === 'tcp_listener' || kind === 'unix_listener'
    },
    place: (table, sources) => {
      const placed = new Map(table)
      // All are lifted above the targets first: a source may stand on the target of another (HOF-147).
      const above = Math.max(FIRST_DESCRIPTOR + sources.length, ...table.keys()) + 1
      sources.forEach((source, index) => {
        const lifted = placed.get(source)
        if (lifted !== undefined) placed.set(above + index, lifted)
      })
      sources.forEach((_, index) => {
        const lifted = placed.get(above + index)
        if (lifted !== undefined) placed.set(FIRST_DESCRIPTOR + index, lifted)
      })
      // The others are close-on-exec.
      return new Map([...placed].filter(([number]) => number < FIRST_DESCRIPTOR + sources.length))
    },
  }
}
