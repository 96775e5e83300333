import { mutant } from '../mutant.ts'

export const rightsAreNotAsked = mutant({
  id: 'nodedb/rights-are-not-asked',
  violates: 'NDB-116',
  explain: 'Requests are answered without asking for the right to read.',
  part: 'peers',
  apply: () => ({ may: () => true }),
})
