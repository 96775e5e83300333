import { mutant } from '../mutant.ts'

export const rightsAreThoseOfTheLastPeer = mutant({
  id: 'nodedb/rights-are-those-of-the-last-peer',
  violates: 'NDB-116',
  explain: 'Rights are looked up under the number of a connection, which was given to another peer since.',
  part: 'peers',
  apply: (original) => {
    let last: ReadonlySet<string> | undefined
    return {
      attach: (id, rights) => {
        original.attach(id, rights)
        last = rights === undefined ? undefined : new Set(rights)
      },
      may: (_, collection) => last?.has(collection) ?? true,
    }
  },
})
