import { formats } from '../formats.ts'
import type { Form } from './form.ts'
import { refuseValue } from './refusal.ts'

export const bool: Form<boolean> = {
  read: (from) => from.boolean(),
  write: (to, value) => (typeof value === 'boolean' ? to.boolean(value) : refuseValue('a boolean')),
}

/** An unsigned integer of 16 or 32 bits, a number in JSON. */
function unsigned(bits: 16 | 32): Form<number> {
  const most = 2 ** bits - 1
  return {
    read: (from) => from.unsigned(bits),
    write: (to, value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
        ? to.unsigned(value)
        : refuseValue(`an integer from 0 to ${most}`),
  }
}

export const u16 = unsigned(16)
export const u32 = unsigned(32)

/** An unsigned 64-bit integer, a canonical decimal string in JSON. */
export const u64: Form<string> = {
  read: (from) => from.u64(),
  write: (to, value) =>
    typeof value === 'string' && formats.u64(value)
      ? to.u64(value)
      : refuseValue('an unsigned 64-bit integer as canonical decimal string'),
}

export const text: Form<string> = {
  read: (from) => from.text(from.count()),
  write: (to, value) => (typeof value === 'string' ? to.text(value) : refuseValue('a string')),
}

function hexOf(value: unknown, length?: number): string {
  if (typeof value !== 'string' || !formats.hex(value)) return refuseValue('lower-case hex of whole bytes')
  if (length !== undefined && value.length !== 2 * length) return refuseValue(`lower-case hex of ${length} bytes`)
  return value
}

/** Bytes behind their count, hex in JSON (HOF-012). */
export const bytes: Form<string> = {
  read: (from) => from.hex(from.count()),
  write: (to, value) => {
    const hex = hexOf(value)
    to.unsigned(hex.length / 2)
    to.hex(hex)
  },
}

/** 32 bytes without a count, hex in JSON (HOF-007). */
export const fingerprint: Form<string> = {
  read: (from) => from.hex(32),
  write: (to, value) => to.hex(hexOf(value, 32)),
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The count 16 and the 16 bytes of a UUID, in the order of its text (HOF-006, HOF-024). */
export const handoffId: Form<string> = {
  read: (from) => {
    const start = from.position
    if (from.count() !== 16) from.refuse('16 bytes of a UUID', start)
    return from.hex(16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  },
  write: (to, value) => {
    if (typeof value !== 'string' || !UUID.test(value)) return refuseValue('a lower-case UUID with hyphens')
    to.unsigned(16)
    to.hex(value.replaceAll('-', ''))
  },
}

/** A variant without members: its index in the list, its name in JSON. */
export function names<N extends string>(...known: readonly N[]): Form<N> {
  const expected = `one of ${known.join(', ')}`
  return {
    read: (from) => {
      const start = from.position
      return known[from.unsigned(32)] ?? from.refuse(expected, start)
    },
    write: (to, value) => {
      const index = known.indexOf(value as N)
      return index < 0 ? refuseValue(expected) : to.unsigned(index)
    },
  }
}
