import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Wrong waits between the reads of a request. */
export const backoffMutants: readonly Mutant<Parts, 'backoff'>[] = [
  {
    id: 'osproxy/store-reads-are-not-repeated',
    violates: 'OSP-097',
    explain: 'One failed read of the store fails the request. Seen in the field.',
    part: 'backoff',
    apply: () => ({ limit: () => 1 }),
  },
  {
    id: 'osproxy/no-attempts-means-default',
    violates: 'OSP-097',
    explain: 'A policy of 0 attempts is taken for the default of 3.',
    part: 'backoff',
    apply: (backoff, parts) => ({ limit: () => (parts.settings.attempts() === 0 ? 3 : backoff.limit()) }),
  },
  {
    id: 'osproxy/one-attempt-too-many',
    violates: 'OSP-097',
    explain: 'The first read is not counted as an attempt.',
    part: 'backoff',
    apply: (backoff) => ({ limit: () => backoff.limit() + 1 }),
  },
  {
    id: 'osproxy/backoff-is-linear',
    violates: 'OSP-098',
    explain: 'Waits grow by the base each time instead of doubling.',
    part: 'backoff',
    apply: (_, parts) => ({
      wait: (k) => {
        const wait = parts.settings.baseBackoff() * BigInt(k + 1)
        return wait < parts.settings.maxBackoff() ? wait : parts.settings.maxBackoff()
      },
    }),
  },
  {
    id: 'osproxy/backoff-overflows',
    violates: 'OSP-098',
    explain: 'The factor of the backoff is a 32-bit number and wraps after 31 attempts.',
    part: 'backoff',
    apply: (backoff, parts) => ({
      wait: (k) => (k < 32 ? backoff.wait(k) : parts.settings.baseBackoff() << BigInt(k - 32)),
    }),
  },
  {
    id: 'osproxy/first-wait-exceeds-the-cap',
    violates: 'OSP-098',
    explain: 'The cap does not apply to the first wait.',
    part: 'backoff',
    apply: (backoff, parts) => ({ wait: (k) => (k === 0 ? parts.settings.baseBackoff() : backoff.wait(k)) }),
  },
  {
    id: 'osproxy/attempts-are-at-most-sixteen',
    violates: 'OSP-097',
    explain: 'A policy of more than sixteen attempts is cut to sixteen.',
    part: 'backoff',
    apply: (backoff) => ({ limit: () => Math.min(16, backoff.limit()) }),
  },
  {
    id: 'osproxy/waits-last-an-hour-at-most',
    violates: 'OSP-098',
    explain: 'No wait between two attempts is longer than an hour, whatever the policy says.',
    part: 'backoff',
    apply: (backoff) => ({
      wait: (k) => {
        const [wait, hour] = [backoff.wait(k), 3_600_000_000_000n]
        return wait < hour ? wait : hour
      },
    }),
  },
]
