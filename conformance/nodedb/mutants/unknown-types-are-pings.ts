import { mutant } from '../mutant.ts'

export const unknownTypesArePings = mutant({
  id: 'nodedb/unknown-types-are-pings',
  violates: 'NDB-005',
  explain: 'A type byte that is not in the table is read as a ping.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.error?.code !== 'frame-unknown-type') return read
      const message = { type: 'PingPong', timestamp_ms: '0', is_pong: false } as const
      return { message, type: 0xff, consumed: bytes.length, unread: 0 }
    },
  }),
})
