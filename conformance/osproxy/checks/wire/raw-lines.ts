import { rawLineCheck } from '../../../kit/cases/raw-lines.ts'
import { cluster, look, set } from '../../calls.ts'

export const rawLines = rawLineCheck({
  id: 'osproxy/raw-lines',
  requirements: { refused: 'OSP-010', served: 'OSP-120' },
  before: [set('p', cluster('a'))],
  query: look('p'),
  other: 'store.set',
})
