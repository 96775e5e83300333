import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const explanationShowsInjectedConstants: Mutant<Parts, 'explain'> = {
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
}
