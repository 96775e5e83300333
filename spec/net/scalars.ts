import { formats } from '../formats.ts'
import type { Form } from './form.ts'
import { refuseValue } from './refusal.ts'

const LONE_SURROGATE = /\p{Surrogate}/u

function integer(value: unknown, most: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : refuseValue(`an integer from 0 to ${most}`)
}

export const u8: Form<number> = {
  fixed: 1,
  read: (from) => from.u8(),
  write: (to, value) => to.u8(integer(value, 0xff)),
}

export const u32: Form<number> = {
  fixed: 4,
  read: (from) => from.u32(),
  write: (to, value) => to.u32(integer(value, 0xffffffff)),
}

/** A canonical decimal string in JSON (NET-003). */
export const u64: Form<string> = {
  fixed: 8,
  read: (from) => from.u64(),
  write: (to, value) =>
    typeof value === 'string' && formats.u64(value)
      ? to.u64(value)
      : refuseValue('an unsigned 64-bit integer as canonical decimal string'),
}

/** Lower-case hex of any number of bytes; refuses anything else. */
export function hexOf(value: unknown): string {
  return typeof value === 'string' && formats.hex(value) ? value : refuseValue('lower-case hex of whole bytes')
}

/** Text without a lone surrogate, of at most `most` bytes of UTF-8; refuses anything else. */
export function textOf(value: unknown, most: number): string {
  if (typeof value !== 'string' || LONE_SURROGATE.test(value)) refuseValue('well-formed Unicode')
  if (Buffer.byteLength(value, 'utf8') > most) refuseValue(`at most ${most} bytes of UTF-8`, 'encode_too_large')
  return value
}

/** Exactly `length` bytes, hex in JSON. */
export function octets(length: number, what: string): Form<string> {
  return {
    fixed: length,
    read: (from) => from.hex(length, what),
    write: (to, value) => {
      const hex = hexOf(value)
      if (hex.length !== 2 * length) refuseValue(`${length} bytes of ${what}`)
      to.hex(hex)
    },
  }
}
