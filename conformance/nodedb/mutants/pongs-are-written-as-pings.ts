import { mutant } from '../mutant.ts'

export const pongsAreWrittenAsPings = mutant({
  id: 'nodedb/pongs-are-written-as-pings',
  violates: 'NDB-035',
  explain: 'A pong is written as a ping.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) =>
      original.encode(
        (message as { type?: string }).type === 'PingPong' ? { ...(message as object), is_pong: false } : message,
      ),
  }),
})
