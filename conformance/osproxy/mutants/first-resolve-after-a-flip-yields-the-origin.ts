import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import type { Placement } from '../reference/placement.ts'

export const firstResolveAfterAFlipYieldsTheOrigin: Mutant<Parts, 'table'> = {
  id: 'osproxy/first-resolve-after-a-flip-yields-the-origin',
  violates: 'OSP-060',
  explain: 'The first resolve after a flip still yields the origin.',
  part: 'table',
  apply: (table) => {
    const left = new Map<string, Placement>()
    return {
      write: (partition, entry) => {
        const state = table.read(partition)?.state
        left.delete(partition)
        if (state?.state === 'migrating' && state.phase === 'cutover' && entry.state.state === 'active') {
          left.set(partition, state.from)
        }
        table.write(partition, entry)
      },
      *resolve(partition) {
        const route = yield* table.resolve(partition)
        const placement = left.get(partition)
        left.delete(partition)
        return route === undefined || placement === undefined ? route : { ...route, placement }
      },
    }
  },
}
