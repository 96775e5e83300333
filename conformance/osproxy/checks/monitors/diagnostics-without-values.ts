import type { Json } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { ArmedFaults } from '../armed-faults.ts'
import { givesAway, isCanary } from '../canaries.ts'

/**
 * Canaries are strings that a case plants. In names they may come back wherever a name does, but never in the reason of a
 * backend failure; in field values they may come back in placements only, never in what is told about errors and requests.
 */
export const diagnosticsWithoutValues = check({
  id: 'osproxy/diagnostics-without-values',
  kind: 'monitor',
  requirements: [
    { id: 'OSP-008', needs: ['control', 'faults'] },
    { id: 'OSP-104', needs: ['fleet'] },
  ],
  needs: ['store.set'],
  explain:
    'Reasons of backend failures are short, the same for the same failure, and give away no tenant, partition or place; no error or explanation gives away a field value.',
  monitors: [
    monitor({
      id: 'osproxy/diagnostics-without-values',
      start: () => ({
        names: new Set<string>(),
        values: new Set<string>(),
        faults: new ArmedFaults(),
        /** The reason told for each kind of failure. */
        reasons: new Map<string, string>(),
      }),
      judge: ({ names, values, faults, reasons }, exchange, report) => {
        const { op, params, reply } = exchange
        collect(params, names, values, false)
        const met = faults.see(exchange)
        const { error } = reply
        if (error?.code === 'backend') {
          // Names that are no canaries may stand in it all the same.
          report.exercised('OSP-008', 'partly')
          const reason = String(error.reason ?? '')
          const length = [...reason].length
          if (length < 1 || length > 200)
            report.violated('OSP-008', 'value', 'a reason of 1 to 200 characters', JSON.stringify(error))
          else if ([...names, ...values].some((canary) => givesAway(reason, canary)))
            report.violated('OSP-008', 'value', 'a reason without names or values of the case', JSON.stringify(error))
          const kind = met === undefined ? undefined : `${op} ${met.op} ${met.mode} ${met.reason} ${met.retryable}`
          const before = kind === undefined ? undefined : reasons.get(kind)
          if (before !== undefined && before !== reason)
            report.violated('OSP-008', 'value', `"${before}", as this failure was told before`, JSON.stringify(error))
          if (kind !== undefined) reasons.set(kind, reason)
        }
        const told = error ?? (op === 'obs.explain' ? reply.ok : reply.ok?.done)
        if (told === undefined || values.size === 0) return
        report.exercised('OSP-104')
        const text = JSON.stringify(told)
        if ([...values].some((canary) => givesAway(text, canary)))
          report.violated('OSP-104', 'value', 'names, shapes and epochs, no field value', text)
      },
    }),
  ],
})

/** Canaries of the parameters: below a constant's `json` they are values, elsewhere names. */
function collect(value: Json, names: Set<string>, values: Set<string>, inside: boolean): void {
  if (typeof value === 'string') {
    if (isCanary(value)) (inside ? values : names).add(value)
  } else if (Array.isArray(value)) for (const item of value) collect(item, names, values, inside)
  else if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) collect(inner, names, values, inside || name === 'json')
}
