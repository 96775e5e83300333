import { mutant } from '../mutant.ts'

export const junkAsksForEverything = mutant({
  id: 'nodedb/junk-asks-for-everything',
  violates: 'NDB-094',
  explain: 'A request that does not decode counts as one for everything.',
  part: 'answering',
  apply: (original, parts) => ({
    take: (peer, bytes) => {
      const refused = original.take(peer, bytes)
      if (refused === 'body-invalid' && peer?.up === true)
        for (const name of parts.log.collections()) parts.answering.snapshot(peer, name)
      return refused
    },
  }),
})
