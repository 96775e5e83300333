import { variant } from '../mutant.ts'

export const noCapabilities = variant({
  id: 'nodedb/no-capabilities',
  explain: 'Only what every implementation has is offered.',
  part: 'statement',
  apply: (original) => ({ pics: () => ({ ...original.pics(), capabilities: [] }) }),
})
