import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Times and rules that are other ones than they must be. */
export const settingsMutants: readonly Mutant<Parts, 'settings'>[] = [
  {
    id: 'handoff/headers-are-not-looked-at',
    violates: 'HOF-031',
    explain: 'The version in the header of a frame is not looked at.',
    part: 'settings',
    apply: (original) => ({ rules: () => ({ ...original.rules(), header_version: 'ignore' }) }),
  },
  {
    id: 'handoff/heartbeats-as-rare-as-death',
    violates: 'HOF-115',
    explain: 'Heartbeats come every five seconds, and ten seconds of silence are death.',
    part: 'settings',
    apply: () => ({ heartbeat: () => 5_000 }),
  },
  {
    id: 'handoff/the-lock-is-tried-longer-than-a-supervisor-waits',
    violates: 'HOF-125',
    explain: 'The lock is tried for eight seconds, and a supervisor waits for a Hello for five.',
    part: 'settings',
    apply: () => ({ reacquire: () => 8_000 }),
  },
]
