import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { targetOf } from '../reference/placement.ts'

export const overflowingGroupIsDropped: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/overflowing-group-is-dropped',
  violates: 'OSP-092',
  explain: 'What does not fit into the first group of a target is never sent.',
  part: 'bulks',
  apply: (bulks) => ({
    groups: (bulk) => {
      const targets = new Set<string>()
      return bulks.groups(bulk).filter(([first]) => {
        const target = JSON.stringify(first?.route === undefined ? undefined : targetOf(first.route.placement))
        return !targets.has(target) && targets.add(target)
      })
    },
  }),
}
