import { mutant } from '../mutant.ts'

export const requestsGoOutWithoutALink = mutant({
  id: 'nodedb/requests-go-out-without-a-link',
  violates: 'NDB-059',
  explain: 'Requests that arise while the link is down are sent into it.',
  part: 'streams',
  apply: (original, parts) => ({
    up: (peer) => {
      const up = original.up(peer)
      return up || parts.streams.all().some((stream) => stream.peer === peer && stream.need === undefined)
    },
  }),
})
