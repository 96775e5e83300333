import type { JsonObject } from '../../../spec/json.ts'
import type { Report } from '../../kit/judging/monitor.ts'
import { type Cutover, defaultBarrier, type Wait } from './cutovers.ts'

/** One completion that found its partition in cutover, with all that is known of the wait. Nanoseconds of the injected clock. */
export interface Look {
  readonly cutover: Cutover
  readonly controller: number
  readonly barrier: bigint
  /** Whether that barrier was configured, not the default. */
  readonly configured: boolean
  readonly now: bigint
  readonly rewound: boolean
  readonly wait: Wait | undefined
  /** A cutover request of this migration failed before one succeeded. */
  readonly failedEntry: boolean
  /** Whether another partition in cutover entered it at a time that fits. */
  readonly another: (fits: (at: bigint) => boolean) => boolean
  /** The last answer to a completion of this wait: when, and whether it failed at the backend. */
  readonly before: { readonly at: bigint; readonly failed: boolean; readonly remaining?: bigint } | undefined
}

/** Judges a completion that was answered ok: the barrier must lie between the cutover and now. */
export function flipped(look: Look, got: string, report: Report): void {
  const { cutover, barrier, now, wait, rewound } = look
  const starts = wait === undefined ? [now] : wait.open ? [...wait.since, now] : wait.since
  const elapsed = passed(cutover.at, now)
  const waited = starts.reduce((most, since) => (passed(since, now) > most ? passed(since, now) : most), 0n)
  const left = barrier - (elapsed < barrier ? elapsed : waited)
  const early = left > 0n
  for (const requirement of rewound ? ['OSP-079'] : concerned(look, elapsed)) {
    exercised(requirement, report)
    // Another wait, or another barrier, was taken only where that one is over; a comparison that is not exact is one nanosecond off.
    const guilty =
      requirement === 'OSP-077'
        ? look.another((at) => passed(at, now) >= barrier)
        : requirement === 'OSP-066'
          ? left === 1n
          : requirement !== 'OSP-068' || barrier === defaultBarrier || waited >= defaultBarrier
    if (early && guilty)
      report.violated(
        requirement,
        'reply',
        `barrier_pending: ${left} ns of the barrier are left since ${cutover.at} ns`,
        got,
      )
  }
  if (early || rewound) return
  report.exercised('OSP-118')
  if (look.before?.failed === true) report.exercised('OSP-075')
}

/**
 * Judges the time left of a pending completion. Returns the instant from which the wait now surely counts, or undefined if
 * the answer is wrong.
 */
export function pending(look: Look, error: JsonObject, report: Report): bigint | undefined {
  const { cutover, barrier, now, wait, rewound, before } = look
  const got = JSON.stringify(error)
  if (typeof error.remaining_ns !== 'string') return undefined
  const remaining = BigInt(error.remaining_ns)
  if (rewound) {
    report.exercised('OSP-079')
    if (remaining <= barrier && remaining > 0n) return now + remaining - barrier
    report.violated('OSP-079', 'timing', `at most ${barrier} ns left, the whole barrier`, got)
    return undefined
  }
  const starts = wait === undefined ? [now] : wait.open ? [...wait.since, now] : wait.since
  const due = starts.every((since) => passed(since, now) >= barrier)
  const requirements = concerned(look, passed(cutover.at, now))
  if (due) {
    const latest = starts.reduce((most, since) => (since > most ? since : most), 0n)
    const exact = passed(latest, now) === barrier || barrier === 0n
    const ignored = barrier < defaultBarrier && remaining === defaultBarrier - passed(latest, now)
    const late = [
      ...(exact ? ['OSP-066'] : []),
      ...(ignored ? ['OSP-068'] : []),
      'OSP-118',
      ...(before?.failed === true ? ['OSP-075'] : []),
    ]
    if (otherClock(look, remaining)) late.unshift('OSP-078')
    for (const requirement of late) report.violated(requirement, 'reply', 'a flip: the barrier has elapsed', got)
    return undefined
  }
  const allowed = starts.map((since) => barrier - passed(since, now)).filter((left) => left > 0n)
  const fits = allowed.includes(remaining)
  for (const requirement of requirements) {
    exercised(requirement, report)
    const guilty =
      requirement === 'OSP-077'
        ? look.another((at) => barrier - passed(at, now) === remaining)
        : requirement === 'OSP-068'
          ? barrier === defaultBarrier || starts.some((since) => defaultBarrier - passed(since, now) === remaining)
          : requirement !== 'OSP-078' || otherClock(look, remaining)
    if (!fits && guilty) report.violated(requirement, 'timing', `remaining_ns ${allowed.join(' or ')}`, got)
  }
  return fits ? now + remaining - barrier : undefined
}

/** Which wait, barrier or clock was taken in place of the right one shows only where that one explains the answer. */
const explained = ['OSP-066', 'OSP-068', 'OSP-077', 'OSP-078']

function exercised(requirement: string, report: Report): void {
  report.exercised(requirement, explained.includes(requirement) ? 'partly' : undefined)
}

/** The requirements that speak about the wait of this completion. */
function concerned(look: Look, elapsed: bigint): readonly string[] {
  const { cutover, controller, barrier, configured, now, wait, failedEntry, another, before } = look
  const found: string[] = []
  if (cutover.earlier > 0) {
    found.push('OSP-070')
    if (typeof cutover.by === 'number' && cutover.by !== controller) found.push('OSP-080')
  } else if (wait === undefined || wait.looked === true)
    found.push('OSP-071', ...(wait === undefined ? [] : ['OSP-065']))
  else if (wait.since.length > 1) found.push('OSP-110')
  else if (failedEntry) found.push('OSP-076')
  else found.push('OSP-065')
  if (before === undefined && wait?.since.length === 1 && !(configured && barrier === defaultBarrier))
    found.push('OSP-068')
  if (barrier === 0n || elapsed === barrier || elapsed + 1n === barrier) found.push('OSP-066')
  if (another(() => true)) found.push('OSP-077')
  if (before !== undefined && !before.failed) found.push('OSP-078', ...(before.at === now ? [] : ['OSP-067']))
  return found
}

/** Whether the time left has shrunk by anything but what the injected clock moved: something else measures it. */
function otherClock({ before, now }: Look, remaining: bigint): boolean {
  if (before?.remaining === undefined || remaining >= before.remaining) return false
  return before.remaining - remaining !== now - before.at
}

function passed(since: bigint, now: bigint): bigint {
  return now > since ? now - since : 0n
}
