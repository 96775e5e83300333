import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Signs of life that are none. */
export const heartbeatsMutants: readonly Mutant<Parts, 'heartbeats'>[] = [
  {
    id: 'handoff/heartbeats-are-torn',
    violates: 'HOF-037',
    explain: 'A Heartbeat is written without its last byte.',
    part: 'heartbeats',
    apply: (_original, parts) => ({
      send: (channel) => {
        const { frame } = parts.codec.encode({ type: 'Heartbeat', ts_ms: '1' }, channel.version)
        channel.stream.send((frame ?? new Uint8Array()).subarray(0, -1), () => {})
      },
    }),
  },
]
