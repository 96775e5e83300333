import { mutant } from '../mutant.ts'

export const rightsAreThoseOfTheAttachment = mutant({
  id: 'nodedb/rights-are-those-of-the-attachment',
  violates: 'NDB-116',
  explain: 'Rights are those that the peer had when it attached.',
  part: 'peers',
  apply: (original) => {
    const granted = new Map<string, ReadonlySet<string> | undefined>()
    return {
      attach: (id, rights) => {
        original.attach(id, rights)
        granted.set(id, rights === undefined ? undefined : new Set(rights))
      },
      may: ({ id }, collection) => granted.get(id)?.has(collection) ?? true,
    }
  },
})
