import { contractOf, detectRole, FIRST_DESCRIPTOR } from '../../../spec/handoff/environment.ts'
import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Variables and descriptors that do not arrive. */
export const environmentsMutants: readonly Mutant<Parts, 'environments'>[] = [
  {
    id: 'handoff/the-caller-wins',
    violates: 'HOF-146',
    explain: 'Variables of the caller win over those of the contract.',
    part: 'environments',
    apply: () => ({
      compose: (own, given, listeners) => {
        const { LISTEN_PID: _, ...passed } = { ...own, ...contractOf(listeners), ...given }
        return passed
      },
    }),
  },
  {
    id: 'handoff/descriptors-are-placed-one-by-one',
    violates: 'HOF-147',
    explain: 'Each descriptor is put in its place at once, over one that stands there.',
    part: 'environments',
    apply: () => ({
      place: (table, sources) => {
        const placed = new Map(table)
        sources.forEach((source, index) => {
          const found = placed.get(source)
          if (found !== undefined) placed.set(FIRST_DESCRIPTOR + index, found)
        })
        return new Map([...placed].filter(([number]) => number < FIRST_DESCRIPTOR + sources.length))
      },
    }),
  },
  {
    id: 'handoff/variables-are-left',
    violates: 'HOF-148',
    explain: 'A process leaves the variables that it used.',
    part: 'environments',
    apply: (original) => ({
      detect: (process, environment) => {
        const found = original.detect(process, environment)
        return found.error === undefined ? { ...found, left: environment } : found
      },
    }),
  },
  {
    id: 'handoff/any-descriptor-is-a-listener',
    violates: 'HOF-150',
    explain: 'Descriptors are handed out as listeners whatever they are.',
    part: 'environments',
    apply: () => ({
      detect: (_process, environment) => detectRole(environment),
      isListener: () => true,
    }),
  },
  {
    id: 'handoff/listen-pid-is-passed-on',
    violates: 'HOF-159',
    explain: 'A LISTEN_PID of the supervisor reaches its child.',
    part: 'environments',
    apply: () => ({ compose: (own, given, listeners) => ({ ...own, ...given, ...contractOf(listeners) }) }),
  },
]
