import { mutant } from '../mutant.ts'

export const timesLoseTheirSign = mutant({
  id: 'nodedb/times-lose-their-sign',
  violates: 'NDB-036',
  explain: 'Negative times of a time series are written without their sign.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const { min_ts } = message as { readonly min_ts?: unknown }
      return original.encode(
        typeof min_ts === 'string' ? { ...(message as object), min_ts: min_ts.replace('-', '') } : message,
      )
    },
  }),
})
