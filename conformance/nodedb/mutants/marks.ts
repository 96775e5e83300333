import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Queues that make a client say the wrong thing at its marks. */
export const marksMutants: readonly Mutant<Parts, 'marks'>[] = [
  {
    id: 'nodedb/engages-above-the-mark',
    violates: 'NDB-096',
    explain: 'The queue is announced only when it exceeds the high mark.',
    part: 'marks',
    apply: (_original, parts) => ({ overwhelmed: (depth) => depth > parts.settings.high() }),
  },
  {
    id: 'nodedb/tells-the-high-mark',
    violates: 'NDB-097',
    explain: 'The high mark is told instead of the depth.',
    part: 'marks',
    apply: (original, parts) => ({ told: () => Math.min(original.told(), parts.settings.high()) }),
  },
  {
    id: 'nodedb/releases-below-the-mark',
    violates: 'NDB-098',
    explain: 'The queue is announced as drained only below the low mark.',
    part: 'marks',
    apply: (_original, parts) => ({
      drained: (depth) => depth < parts.settings.low() || (depth === 0 && parts.settings.low() > 0),
    }),
  },
  {
    id: 'nodedb/releases-below-the-high-mark',
    violates: 'NDB-099',
    explain: 'The queue is announced as drained as soon as it is below the high mark.',
    part: 'marks',
    apply: (_original, parts) => ({ drained: (depth) => depth < parts.settings.high() }),
  },
  {
    id: 'nodedb/clients-obey-throttles',
    violates: 'NDB-100',
    explain: 'A client answers a throttle with one of its own.',
    part: 'marks',
    apply: (_original, parts) => ({ hear: (hex) => (hex === '' ? [] : parts.marks.announce(false)) }),
  },
  {
    id: 'nodedb/reconnects-are-silent',
    violates: 'NDB-101',
    explain: 'An engaged requester is silent after a reconnect.',
    part: 'marks',
    apply: (original) => ({
      link: (up) => {
        original.link(up)
        return []
      },
    }),
  },
  {
    id: 'nodedb/depths-are-single-floats',
    violates: 'NDB-097',
    explain: 'A depth is told as a float of 32 bits.',
    part: 'marks',
    apply: (original) => ({ told: () => Math.min(Math.fround(original.told()), Number.MAX_SAFE_INTEGER) }),
  },
  {
    id: 'nodedb/reconnected-requesters-are-mute',
    violates: 'NDB-098',
    explain: 'After a lost link a requester never announces anything again.',
    part: 'marks',
    apply: (original) => {
      let lost = false
      return {
        link: (up) => {
          lost ||= !up
          return original.link(up)
        },
        announce: (throttle) => (lost ? [] : original.announce(throttle)),
      }
    },
  },
]
