import { mutant } from '../mutant.ts'

export const emptyThrottleIsARelease = mutant({
  id: 'nodedb/empty-throttle-is-a-release',
  violates: 'NDB-009',
  explain: 'A throttle with an empty body is read as a release.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      if (bytes[0] !== 0x52 || bytes.length !== 5) return original.decode(bytes)
      const message = { type: 'Throttle', throttle: false, queue_depth: '0', suggested_rate: '0' } as const
      return { message, type: 0x52, consumed: 5, unread: 0 }
    },
  }),
})
