import { mutant } from '../mutant.ts'

export const epochsAreShared = mutant({
  id: 'nodedb/epochs-are-shared',
  violates: 'NDB-117',
  explain: 'One epoch is kept for all clients.',
  part: 'sessions',
  apply: (original) => {
    let highest = 0n
    return {
      forked: ({ epoch }) => BigInt(epoch) > 0n && BigInt(epoch) <= highest,
      handshake: (session, handshake) => {
        const answer = original.handshake(session, handshake)
        if (session.authenticated && BigInt(handshake.epoch) > highest) highest = BigInt(handshake.epoch)
        return answer
      },
    }
  },
})
