import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const entryVanishesWhileItIsReplaced: Mutant<Parts, 'table'> = {
  id: 'osproxy/entry-vanishes-while-it-is-replaced',
  violates: 'OSP-017',
  explain: 'While a change is being written, readers find no entry.',
  part: 'table',
  apply: (table, parts) => {
    const replacing = new Set<string>()
    return {
      *change(change) {
        replacing.add(change.partition)
        const answer = yield* table.change(change)
        replacing.delete(change.partition)
        return answer
      },
      *look(partition) {
        yield 'next'
        return replacing.has(partition) ? undefined : parts.table.read(partition)
      },
    }
  },
}
