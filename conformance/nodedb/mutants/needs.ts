import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Requests that are due and not made, or made and not due. */
export const needsMutants: readonly Mutant<Parts, 'needs'>[] = [
  {
    id: 'nodedb/repeats-are-late',
    violates: 'NDB-057',
    explain: 'A request is repeated a tenth of its interval too late.',
    part: 'needs',
    apply: (original, parts) => ({
      begun: () => ({ ...original.begun(), wait: parts.settings.backoffFirst() * 1.1 }),
      interval: (wait) => Math.min(parts.settings.backoffMost() * 1.1, 2 * wait),
    }),
  },
  {
    id: 'nodedb/every-gap-is-asked',
    violates: 'NDB-056',
    explain: 'Every delta beyond a gap causes a request.',
    part: 'needs',
    apply: (_original, parts) => ({
      gap: (stream, outcome) => {
        stream.phase = 'gapped'
        parts.needs.ask(stream, outcome)
      },
    }),
  },
  {
    id: 'nodedb/requests-are-never-repeated',
    violates: 'NDB-057',
    explain: 'A request that stays unanswered is not repeated.',
    part: 'needs',
    apply: () => ({ due: () => undefined }),
  },
  {
    id: 'nodedb/repetitions-keep-the-old-id',
    violates: 'NDB-057',
    explain: 'A repeated request is sent when a minute has passed, not at its interval.',
    part: 'needs',
    apply: (original) => ({
      due: (stream) => {
        const due = original.due(stream)
        return due === undefined ? undefined : due + 1
      },
    }),
  },
  {
    id: 'nodedb/intervals-have-no-limit',
    violates: 'NDB-057',
    explain: 'Intervals grow without limit.',
    part: 'needs',
    apply: () => ({ interval: (wait) => 2 * wait }),
  },
  {
    id: 'nodedb/intervals-do-not-grow',
    violates: 'NDB-058',
    explain: 'Requests are repeated at the first interval for ever.',
    part: 'needs',
    apply: () => ({ interval: (wait) => wait }),
  },
  {
    id: 'nodedb/needs-are-lost-with-the-link',
    violates: 'NDB-059',
    explain: 'What is needed is not asked for again when the link comes back.',
    part: 'needs',
    apply: () => ({ reconnected: () => undefined }),
  },
  {
    id: 'nodedb/needs-close-early',
    violates: 'NDB-061',
    explain: 'The first delta of a replay closes the need.',
    part: 'needs',
    apply: () => ({ complete: () => true }),
  },
  {
    id: 'nodedb/only-the-first-gap-is-asked',
    violates: 'NDB-061',
    explain: 'Only the first gap of a stream is asked for.',
    part: 'needs',
    apply: (original) => {
      const asked = new Set<string>()
      return {
        gap: (stream, outcome) => {
          const name = `${stream.peer} ${stream.collection}`
          if (stream.phase !== 'gapped' && asked.has(name)) stream.phase = 'gapped'
          else original.gap(stream, outcome)
          asked.add(name)
        },
      }
    },
  },
  {
    id: 'nodedb/one-need-for-all',
    violates: 'NDB-062',
    explain: 'While one stream asks, no other one does.',
    part: 'needs',
    apply: (original, parts) => ({
      gap: (stream, outcome) => {
        const busy = parts.streams.all().some((other) => other !== stream && other.phase === 'gapped')
        if (busy && stream.phase !== 'gapped') {
          stream.phase = 'gapped'
          stream.need = parts.needs.begun()
        } else original.gap(stream, outcome)
      },
    }),
  },
  {
    id: 'nodedb/recovery-clears-every-need',
    violates: 'NDB-062',
    explain: 'The recovery of one stream clears the needs of all.',
    part: 'needs',
    apply: (original, parts) => ({
      settle: (stream) => {
        original.settle(stream)
        if (stream.phase === 'live') for (const other of parts.streams.all()) other.need = undefined
      },
    }),
  },
  {
    id: 'nodedb/intervals-run-away',
    violates: 'NDB-057',
    explain: 'After fifty repetitions the interval doubles without a limit.',
    part: 'needs',
    apply: (original) => {
      let repeated = 0
      return {
        begun: () => {
          repeated = 0
          return original.begun()
        },
        interval: (wait) => (++repeated > 50 ? 2 * wait : original.interval(wait)),
      }
    },
  },
  {
    id: 'nodedb/reconnects-are-given-up',
    violates: 'NDB-059',
    explain: 'After 32 lost links what is needed is no longer asked for.',
    part: 'needs',
    apply: (original) => {
      let lost = 0
      return {
        reconnected: (peer, outcome) => {
          if (++lost <= 32) original.reconnected(peer, outcome)
        },
      }
    },
  },
  {
    id: 'nodedb/deadlines-have-31-bits',
    violates: 'NDB-057',
    explain: 'A deadline beyond 2^31 ms never comes.',
    part: 'needs',
    apply: (original) => ({
      due: (stream) => {
        const at = original.due(stream)
        return at === undefined || at > 2 ** 31 ? undefined : at
      },
    }),
  },
]
