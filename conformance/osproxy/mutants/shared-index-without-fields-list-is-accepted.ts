import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const sharedIndexWithoutFieldsListIsAccepted: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/shared-index-without-fields-list-is-accepted',
  violates: 'OSP-003',
  explain: 'A shared index that says nothing about injected fields is taken to have none.',
  part: 'decoder',
  apply: (decoder) => ({
    placement: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
      const silent = value.kind === 'shared_index' && value.inject === undefined
      return decoder.placement(silent ? { ...value, inject: [] } : value)
    },
  }),
}
