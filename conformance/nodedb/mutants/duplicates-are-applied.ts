import { mutant } from '../mutant.ts'

export const duplicatesAreApplied = mutant({
  id: 'nodedb/duplicates-are-applied',
  violates: 'NDB-051',
  explain: 'A delta below the expected id is applied again.',
  part: 'classifier',
  apply: () => ({ behind: () => false }),
})
