import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

const minute = 60_000

/** Waits that end too early, too late or never. */
export const waitsMutants: readonly Mutant<Parts, 'waits'>[] = [
  {
    id: 'handoff/incumbents-have-a-minute-for-their-hello',
    violates: 'HOF-046',
    explain: 'The Hello of an incumbent is waited for a minute.',
    part: 'waits',
    apply: (original) => ({
      start: (handoff, wait) =>
        original.start(
          handoff,
          wait.channel === handoff.incumbent && !wait.silence ? { ...wait, until: wait.until + minute } : wait,
        ),
    }),
  },
  {
    id: 'handoff/successors-have-a-minute-for-their-hello',
    violates: 'HOF-122',
    explain: 'The Hello of a successor is waited for a minute, and the handoff takes as long.',
    part: 'waits',
    apply: (original) => ({
      start: (handoff, wait) =>
        original.start(
          handoff,
          wait.channel === handoff.successor && !wait.silence ? { ...wait, until: wait.until + minute } : wait,
        ),
    }),
  },
  {
    id: 'handoff/what-is-on-its-way-at-the-grace-is-thrown-away',
    violates: 'HOF-062',
    explain: 'The wait for Drained ends with the grace, without slack.',
    part: 'waits',
    apply: (original, parts) => ({
      drainLimit: (handoff, now) => original.drainLimit(handoff, now) - parts.settings.slack(),
    }),
  },
  {
    id: 'handoff/progress-is-unexpected',
    violates: 'HOF-063',
    explain: 'A SealProgress ends the handoff.',
    part: 'waits',
    apply: (original) => ({
      isSignOfLife: (input) => input.message?.type !== 'SealProgress' && original.isSignOfLife(input),
    }),
  },
  {
    id: 'handoff/seals-take-as-long-as-they-take',
    violates: 'HOF-076',
    explain: 'An incumbent that sends heartbeats may seal without end.',
    part: 'waits',
    apply: () => ({ sealLimit: () => Number.MAX_SAFE_INTEGER }),
  },
  {
    id: 'handoff/what-is-on-its-way-at-the-deadline-is-thrown-away',
    violates: 'HOF-086',
    explain: 'The wait for Ready ends with the deadline, without slack.',
    part: 'waits',
    apply: (original, parts) => ({
      readyLimit: (handoff, now) => original.readyLimit(handoff, now) - parts.settings.slack(),
    }),
  },
  {
    id: 'handoff/signs-of-life-do-not-count',
    violates: 'HOF-117',
    explain: 'A phase ends after the longest silence, whatever heartbeats come.',
    part: 'waits',
    apply: (original) => ({
      pump: (handoff, wait) => {
        const { heardAt } = wait.channel
        original.pump(handoff, wait)
        if (handoff.wait === wait) wait.channel.heardAt = heardAt
      },
    }),
  },
  {
    id: 'handoff/signs-of-life-move-limits',
    violates: 'HOF-118',
    explain: 'Each heartbeat extends the limit of the wait.',
    part: 'waits',
    apply: (original) => ({
      pump: (handoff, wait) => {
        const { heardAt } = wait.channel
        original.pump(handoff, wait)
        const later = wait.channel.heardAt - heardAt
        if (handoff.wait === wait && wait.silence && later > 0) Object.assign(wait, { until: wait.until + later })
      },
    }),
  },
  {
    id: 'handoff/drips-move-limits',
    violates: 'HOF-123',
    explain: 'Each byte that comes extends the limit of the wait.',
    part: 'waits',
    apply: (original) => ({
      pump: (handoff, wait) => {
        const began = handoff.wait !== wait
        original.pump(handoff, wait)
        if (handoff.wait === wait && !began) Object.assign(wait, { until: wait.until + 1_000 })
      },
    }),
  },
  {
    id: 'handoff/the-grace-outlasts-the-deadline',
    violates: 'HOF-124',
    explain: 'The wait for Drained is bounded by the grace alone.',
    part: 'waits',
    apply: (_original, parts) => ({
      drainLimit: (handoff, now) => now + Number(handoff.request.grace) + parts.settings.slack(),
    }),
  },
]
