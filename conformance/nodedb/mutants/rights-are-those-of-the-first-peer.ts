import { mutant } from '../mutant.ts'

export const rightsAreThoseOfTheFirstPeer = mutant({
  id: 'nodedb/rights-are-those-of-the-first-peer',
  violates: 'NDB-116',
  explain: 'Every request is judged by the rights of the first principal.',
  part: 'peers',
  apply: (original) => {
    let first: string | undefined
    return {
      attach: (id, rights) => {
        original.attach(id, rights)
        first ??= id
      },
      may: (peer, collection) => original.may(original.find(first ?? peer.id) ?? peer, collection),
    }
  },
})
