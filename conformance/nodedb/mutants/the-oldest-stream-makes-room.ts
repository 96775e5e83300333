import { mutant } from '../mutant.ts'

export const theOldestStreamMakesRoom = mutant({
  id: 'nodedb/the-oldest-stream-makes-room',
  violates: 'NDB-062',
  explain: 'There are sixteen streams; another one takes the place of the oldest.',
  part: 'streams',
  apply: (original) => ({
    of: (peer, collection) => {
      const [oldest] = original.all()
      if (oldest !== undefined && original.all().length >= 16 && original.find(peer, collection) === undefined)
        original.forget(oldest)
      return original.of(peer, collection)
    },
  }),
})
