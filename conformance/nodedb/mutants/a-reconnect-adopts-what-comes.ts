import { mutant } from '../mutant.ts'

export const aReconnectAdoptsWhatComes = mutant({
  id: 'nodedb/a-reconnect-adopts-what-comes',
  violates: 'NDB-060',
  explain: 'After a reconnect the stream expects whatever was seen last.',
  part: 'streams',
  apply: (original, parts) => ({
    connect: (peer, up) => {
      original.connect(peer, up)
      for (const stream of parts.streams.all())
        if (stream.peer === peer && up && stream.until > stream.next) stream.next = stream.until
    },
  }),
})
