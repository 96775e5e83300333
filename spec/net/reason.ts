import { type Form, isObjectOf, within } from './form.ts'
import { MAX_SHORT_BYTES } from './limits.ts'
import type { FailureReason } from './messages.types.ts'
import { refuseValue } from './refusal.ts'
import { textOf, u8 } from './scalars.ts'

export type ReasonKind = FailureReason['kind']

/** Failure reasons: a code on the wire and what follows it (NET-008). Only a retriable one is worth another attempt (NET-086). */
export const REASONS: Readonly<
  Record<ReasonKind, { readonly code: number; readonly payload?: 'text' | 'attempts'; readonly retriable: boolean }>
> = {
  NotReady: { code: 0, retriable: true },
  FactoryNotFound: { code: 1, retriable: false },
  ComputeNotSupported: { code: 2, retriable: false },
  StateFailed: { code: 3, payload: 'text', retriable: false },
  AlreadyMigrating: { code: 4, retriable: false },
  IdentityTransportFailed: { code: 5, payload: 'text', retriable: false },
  NotReadyTimeout: { code: 6, payload: 'attempts', retriable: false },
}

const kinds = Object.keys(REASONS) as ReasonKind[]
const byCode: readonly (ReasonKind | undefined)[] = kinds

/** A code of 16 bits; text with a length of 16 bits in bytes, or the number of attempts in 8 bits, where the reason has it. */
export const reason: Form<FailureReason> = {
  fixed: 2,
  read(from) {
    const kind = byCode[from.u16()]
    if (kind === undefined)
      return from.refuse('unknown_reason', `a reason from 0 to ${kinds.length - 1}`, from.position - 2)
    switch (REASONS[kind].payload) {
      case 'text':
        return { kind, text: from.text(from.u16(), 'the text of a reason') } as FailureReason
      case 'attempts':
        return { kind, attempts: from.u8() } as FailureReason
      default:
        return { kind } as FailureReason
    }
  },
  write(to, value) {
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
    const known = kinds.find((name) => name === kind)
    if (known === undefined) refuseValue(`an object whose kind is one of ${kinds.join(', ')}`)
    const { code, payload } = REASONS[known]
    const names = ['kind', ...(payload === undefined ? [] : [payload])]
    if (!isObjectOf(value, names)) refuseValue(`an object of exactly ${names.join(', ')}`)
    to.u16(code)
    if (payload === 'attempts') within(payload, () => u8.write(to, value.attempts))
    if (payload === 'text')
      within(payload, () => {
        const text = textOf(value.text, MAX_SHORT_BYTES)
        to.u16(Buffer.byteLength(text, 'utf8'))
        to.text(text)
      })
  },
}
