import { mutant } from '../mutant.ts'

export const depthAndRateAreSwapped = mutant({
  id: 'nodedb/depth-and-rate-are-swapped',
  violates: 'NDB-016',
  explain: 'A throttle is written with rate and depth exchanged.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const { queue_depth, suggested_rate } = message as {
        readonly queue_depth?: string
        readonly suggested_rate?: string
      }
      return original.encode(
        queue_depth === undefined
          ? message
          : { ...(message as object), queue_depth: suggested_rate, suggested_rate: queue_depth },
      )
    },
  }),
})
