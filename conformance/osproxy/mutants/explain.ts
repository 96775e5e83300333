import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch, storeUnavailable } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

/** What operators look up about a write, wrong or telling too much. */
export const explainMutants: readonly Mutant<Parts, 'explain'>[] = [
  {
    id: 'osproxy/explanation-of-success-hides-the-phase',
    violates: 'OSP-102',
    explain: 'The explanation of a write that succeeded does not name the phase. Seen in the field.',
    part: 'explain',
    apply: (explain) => ({
      resolved: (operation) => {
        const span = explain.resolved(operation)
        if (span === undefined || operation.end?.code !== undefined) return span
        const { migration: _, ...rest } = span
        return rest
      },
    }),
  },
  {
    id: 'osproxy/explanation-shows-the-phase-of-now',
    violates: 'OSP-102',
    explain: 'An explanation names the phase in which it is looked up.',
    part: 'explain',
    apply: (explain, parts) => ({
      resolved: (operation) => {
        const span = explain.resolved(operation)
        const entry = parts.table.read(operation.partition ?? '')
        return span === undefined || entry === undefined
          ? span
          : { ...span, migration: parts.destinations.label(entry.state) }
      },
    }),
  },
  {
    id: 'osproxy/held-write-has-no-remediation',
    violates: 'OSP-103',
    explain: 'The explanation of a held write gives no hint what to do.',
    part: 'explain',
    apply: (explain) => ({ remediation: (failure) => (failure === staleEpoch ? '' : explain.remediation(failure)) }),
  },
  {
    id: 'osproxy/held-write-is-explained-as-an-outage',
    violates: 'OSP-103',
    explain: 'The explanation of a held write is that of an outage.',
    part: 'explain',
    apply: (explain) => ({
      error: (failure) => explain.error(failure === staleEpoch ? storeUnavailable(true) : failure),
    }),
  },
  {
    id: 'osproxy/explanation-shows-injected-constants',
    violates: 'OSP-104',
    explain: 'An explanation lists injected fields with their constant values.',
    part: 'explain',
    apply: (explain) => ({
      resolved: (operation) => {
        const span = explain.resolved(operation)
        const placement = operation.route?.placement
        if (span === undefined || placement?.kind !== 'shared_index') return span
        const shown = placement.inject.map(({ name, value }) =>
          value.kind === 'constant' ? `${name}=${JSON.stringify(value.json)}` : name,
        )
        return { ...span, inject_field_names: shown }
      },
    }),
  },
]
