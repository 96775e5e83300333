import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Drain barriers of a wrong length. */
export const barrierMutants: readonly Mutant<Parts, 'barrier'>[] = [
  {
    id: 'osproxy/completion-ignores-the-barrier',
    violates: 'OSP-065',
    explain: 'Completion does not wait. Seen in the field before the barrier was introduced.',
    part: 'barrier',
    apply: () => ({ left: () => 0n }),
  },
  {
    id: 'osproxy/remaining-time-is-rounded-up',
    violates: 'OSP-065',
    explain: 'The time left is told in whole milliseconds.',
    part: 'barrier',
    apply: (barrier) => ({
      left: (number, wait, now) => {
        const ms = 1_000_000n
        return ((barrier.left(number, wait, now) + ms - 1n) / ms) * ms
      },
    }),
  },
  {
    id: 'osproxy/barrier-passes-one-nanosecond-early',
    violates: 'OSP-066',
    explain: 'Completion passes one nanosecond before the barrier has elapsed.',
    part: 'barrier',
    apply: (barrier) => ({
      left: (number, wait, now) => {
        const left = barrier.left(number, wait, now)
        return left === 1n ? 0n : left
      },
    }),
  },
  {
    id: 'osproxy/barrier-wants-one-nanosecond-more',
    violates: 'OSP-066',
    explain: 'Completion is refused when exactly the barrier has elapsed.',
    part: 'barrier',
    apply: (barrier, parts) => ({
      left: (number, wait, now) =>
        now - wait.since === parts.barrier.length(number) ? 1n : barrier.left(number, wait, now),
    }),
  },
  {
    id: 'osproxy/clock-stepping-back-wraps',
    violates: 'OSP-079',
    explain: 'The elapsed time is an unsigned difference: huge after the clock stepped back.',
    part: 'barrier',
    apply: (_, parts) => ({
      left: (number, { since }, now) => {
        const elapsed = BigInt.asUintN(64, now - since)
        const barrier = parts.barrier.length(number)
        return elapsed < barrier ? barrier - elapsed : 0n
      },
    }),
  },
  {
    id: 'osproxy/clock-stepping-back-adds-to-the-wait',
    violates: 'OSP-079',
    explain: 'After the clock stepped back more than the barrier is left.',
    part: 'barrier',
    apply: (_, parts) => ({
      left: (number, { since }, now) => {
        const left = parts.barrier.length(number) - (now - since)
        return left > 0n ? left : 0n
      },
    }),
  },
  {
    id: 'osproxy/elapsed-time-has-32-bits',
    violates: 'OSP-118',
    explain: 'The elapsed time is a 32-bit number of milliseconds, which begins again after 49.7 days.',
    part: 'barrier',
    apply: (barrier) => ({
      left: (number, wait, now) => {
        const ms = 1_000_000n
        const elapsed = now > wait.since ? now - wait.since : 0n
        const kept = BigInt.asUintN(32, elapsed / ms) * ms + (elapsed % ms)
        return barrier.left(number, wait, wait.since + kept)
      },
    }),
  },
  {
    id: 'osproxy/barrier-of-a-day-at-most',
    violates: 'OSP-068',
    explain: 'A barrier of more than a day is cut to one.',
    part: 'barrier',
    apply: (barrier) => ({
      length: (number) => {
        const day = 86_400_000_000_000n
        const length = barrier.length(number)
        return length < day ? length : day
      },
    }),
  },
  {
    id: 'osproxy/barrier-has-a-clock-of-its-own',
    violates: 'OSP-078',
    explain: 'The barrier runs on a clock of its own, which passes a millisecond from one look to the next.',
    part: 'barrier',
    apply: (barrier) => {
      let looks = 0n
      return { left: (number, wait) => barrier.left(number, wait, wait.since + looks++ * 1_000_000n) }
    },
  },
  {
    id: 'osproxy/barriers-are-signed',
    violates: 'OSP-068',
    explain: 'A barrier of 2^63 ns or more overflows a signed number and is taken for none.',
    part: 'barrier',
    apply: (barrier) => ({
      length: (controller) => {
        const length = barrier.length(controller)
        return length < 2n ** 63n ? length : 0n
      },
    }),
  },
]
