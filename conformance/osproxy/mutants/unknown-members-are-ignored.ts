import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const unknownMembersAreIgnored: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/unknown-members-are-ignored',
  violates: 'OSP-010',
  explain: 'Members that an operation does not have are passed over.',
  part: 'decoder',
  apply: (decoder) => ({
    problem: (shape, value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return decoder.problem(shape, value)
      return decoder.problem(
        shape,
        Object.fromEntries(Object.entries(value).filter(([name]) => shape.members.has(name))),
      )
    },
  }),
}
