import { mutant } from '../mutant.ts'

export const namesRunTogether = mutant({
  id: 'nodedb/names-run-together',
  violates: 'NDB-062',
  explain: 'A stream is known by the names of its peer and its collection in one.',
  part: 'streams',
  apply: (original) => {
    const first = new Map<string, { peer: string; collection: string }>()
    return {
      of: (peer, collection) => {
        const known = first.get(peer + collection) ?? { peer, collection }
        first.set(peer + collection, known)
        return original.of(known.peer, known.collection)
      },
    }
  },
})
