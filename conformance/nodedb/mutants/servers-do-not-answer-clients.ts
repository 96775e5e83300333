import { mutant } from '../mutant.ts'

export const serversDoNotAnswerClients = mutant({
  id: 'nodedb/servers-do-not-answer-clients',
  violates: 'NDB-093',
  explain: 'A request is taken for a message that only the other side may send.',
  part: 'answering',
  apply: (original, parts) => ({
    take: (peer, bytes) =>
      parts.codec.decode(bytes).message?.type === 'ResyncRequest' ? 'bad-event' : original.take(peer, bytes),
  }),
})
