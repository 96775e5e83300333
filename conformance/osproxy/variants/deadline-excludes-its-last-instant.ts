import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const deadlineExcludesItsLastInstant: Variant<Parts, 'dispatch'> = {
  id: 'osproxy/deadline-excludes-its-last-instant',
  explain: 'A write is not applied any more in the very instant of its deadline.',
  part: 'dispatch',
  apply: (_, parts) => ({
    late: ({ gatedAt }) => gatedAt !== undefined && parts.clock.elapsed() - gatedAt >= parts.settings.deadline(),
  }),
}
