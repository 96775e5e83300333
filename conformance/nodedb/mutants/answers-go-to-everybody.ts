import { mutant } from '../mutant.ts'

export const answersGoToEverybody = mutant({
  id: 'nodedb/answers-go-to-everybody',
  violates: 'NDB-095',
  explain: 'The answer to a request goes to every peer.',
  part: 'answering',
  apply: (original, parts) => ({
    replay: (_peer, collection, from) => {
      for (const id of ['1', '2']) {
        const other = parts.peers.find(id)
        if (other?.up === true && parts.peers.may(other, collection)) original.replay(other, collection, from)
      }
    },
  }),
})
