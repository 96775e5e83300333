import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const storeOnly: Variant<Parts, 'statement'> = {
  id: 'osproxy/store-only',
  explain: 'Only the placement store is offered.',
  part: 'statement',
  apply: (statement) => ({ pics: () => ({ ...statement.pics(), profile: 'store', roles: ['STORE'] }) }),
}
