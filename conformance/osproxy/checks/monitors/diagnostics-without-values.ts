import type { Json } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { isCanary } from '../canaries.ts'

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
    'Reasons of backend failures are short and name no tenant, partition or place; no error or explanation repeats a field value.',
  monitors: [
    monitor({
      id: 'osproxy/diagnostics-without-values',
      start: () => ({ names: new Set<string>(), values: new Set<string>() }),
      judge: ({ names, values }, { op, params, reply }, report) => {
        collect(params, names, values, false)
        const { error } = reply
        if (error?.code === 'backend') {
          report.exercised('OSP-008')
          const reason = String(error.reason ?? '')
          const length = [...reason].length
          if (length < 1 || length > 200)
            report.violated('OSP-008', 'value', 'a reason of 1 to 200 characters', JSON.stringify(error))
          else if ([...names, ...values].some((canary) => reason.includes(canary)))
            report.violated('OSP-008', 'value', 'a reason without names or values of the case', JSON.stringify(error))
        }
        const told = error ?? (op === 'obs.explain' ? reply.ok : reply.ok?.done)
        if (told === undefined || values.size === 0) return
        report.exercised('OSP-104')
        const text = JSON.stringify(told)
        if ([...values].some((canary) => text.includes(canary)))
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
