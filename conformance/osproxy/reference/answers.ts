import type { Reply, ReplyError } from '../../../spec/adapter.ts'
import type { Entry, Route } from './entry.ts'
import type { Parts } from './parts.ts'
import type { Refusal } from './refusal.ts'

/** The JSON form of what the store and the controllers say. */
export interface Answers {
  changed(entry: Entry): Reply
  snapshot(entry: Entry | undefined): Reply
  resolved(route: Route | undefined): Reply
  admission(admitted: boolean): Reply
  /** `passedOn` by a controller that heard it from the store. */
  refused(refusal: Refusal, passedOn: boolean): Reply
  /** Parameters out of shape; `problem` names members, never values. */
  invalid(problem: string): Reply
  /** The text for people; undefined where the specification gives none (OSP-007). */
  message(refusal: Refusal): string | undefined
  /** How a reply reaches the caller: at once. */
  deliver(reply: Reply): Reply | Promise<Reply>
  /** An epoch or a number of nanoseconds, exact to the last digit (OSP-009). */
  number(value: bigint): string
}

/** By code; a fault may give any text as one. */
const messages: ReadonlyMap<string, string> = new Map([
  ['unknown_partition', 'partition has no placement'],
  ['already_migrating', 'partition is already migrating'],
  ['not_migrating', 'partition is not migrating'],
  ['not_draining', 'migration is not draining'],
  ['not_cutover', 'migration is not in cutover'],
])

export function createAnswers(parts: Parts): Answers {
  return {
    changed: ({ epoch }) => ({ ok: { epoch: parts.answers.number(epoch) } }),
    snapshot: (entry) => {
      if (entry === undefined) return { ok: { found: false } }
      return { ok: { found: true, state: entry.state, epoch: parts.answers.number(entry.epoch) } }
    },
    resolved: (route) => {
      if (route === undefined) return { ok: { found: false } }
      const { placement, epoch, phase } = route
      return { ok: { found: true, placement, epoch: parts.answers.number(epoch), phase } }
    },
    admission: (admitted) => ({ ok: { admission: admitted ? 'admit' : 'reject' } }),
    refused: (refusal, passedOn) => {
      const { code, retryable, details } = refusal
      const error: ReplyError = { code, retryable }
      const message = parts.answers.message(refusal)
      if (message !== undefined) {
        error.message = passedOn && code !== 'barrier_pending' ? `transition refused: ${message}` : message
      }
      if (details.reason !== undefined) error.reason = details.reason
      if (details.definite !== undefined) error.definite = details.definite
      if (details.remaining !== undefined) error.remaining_ns = parts.answers.number(details.remaining)
      return { error }
    },
    invalid: (problem) => ({
      error: { code: 'invalid_params', retryable: false, message: `${problem}; see spec/osproxy/adapter.schema.json` },
    }),
    message: ({ code, details }) => {
      if (code === 'backend') return `migration store backend failure: ${details.reason}`
      if (details.remaining !== undefined)
        return `drain barrier not elapsed; wait ${duration(details.remaining)} longer`
      return messages.get(code)
    },
    deliver: (reply) => reply,
    number: (value) => value.toString(),
  }
}

const units = [
  [1_000_000_000n, 's'],
  [1_000_000n, 'ms'],
  [1_000n, 'µs'],
] as const

/** A duration in its largest whole unit and exact to the nanosecond, such as `29.999999999s` or `1ns`. */
function duration(ns: bigint): string {
  for (const [unit, name] of units) {
    if (ns < unit) continue
    const fraction = (ns % unit)
      .toString()
      .padStart(unit.toString().length - 1, '0')
      .replace(/0+$/, '')
    return `${ns / unit}${fraction === '' ? '' : `.${fraction}`}${name}`
  }
  return `${ns}ns`
}
