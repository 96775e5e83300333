import { mutant } from '../mutant.ts'

export const heldDeltasComeAsTheyCame = mutant({
  id: 'nodedb/held-deltas-come-as-they-came',
  violates: 'NDB-055',
  explain: 'Held deltas are applied in the order in which they came.',
  part: 'hold',
  apply: () => ({
    take: (stream) => {
      const [first] = stream.held.values()
      if (first === undefined) return undefined
      stream.held.delete(first.id)
      return first.id < stream.next ? undefined : first
    },
  }),
})
