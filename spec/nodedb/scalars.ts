import { formats } from '../formats.ts'
import { type Form, refuseValue } from './form.ts'
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

export const bool: Form<boolean> = {
  read: (from) => from.boolean(),
  write: (to, value) => (typeof value === 'boolean' ? to.boolean(value) : refuseValue('a boolean')),
}

/** An unsigned integer of at most 32 bits, a number in JSON. */
function unsigned(bits: 8 | 16 | 32): Form<number> {
  const most = 2 ** bits - 1
  const expected = `an integer from 0 to ${most}`
  return {
    read: (from) => from.unsigned(bits),
    write: (to, value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
        ? to.unsigned(value)
        : refuseValue(expected),
  }
}

export const u16 = unsigned(16)
export const u32 = unsigned(32)

/** An unsigned 64-bit integer, a canonical decimal string in JSON (NDB-025). */
export const u64: Form<string> = {
  read: (from) => from.u64(),
  write: (to, value) =>
    typeof value === 'string' && formats.u64(value)
      ? to.u64(value)
      : refuseValue('an unsigned 64-bit integer as canonical decimal string'),
}

/** A u64 in JSON that has only 32 bits on the wire. */
export const narrow: Form<string> = {
  read: (from) => String(from.unsigned(32)),
  write: (to, value) =>
    typeof value === 'string' && formats.u64(value) && Number(value) < 2 ** 32
      ? to.u64(value)
      : refuseValue('an unsigned 32-bit integer as canonical decimal string'),
}

/** A signed 64-bit integer, a canonical decimal string in JSON. */
export const i64: Form<string> = {
  read: (from) => from.i64(),
  write: (to, value) =>
    typeof value === 'string' && formats.i64(value)
      ? to.i64(value)
      : refuseValue('a signed 64-bit integer as canonical decimal string'),
}

export const str: Form<string> = {
  read: (from) => from.string(),
  write: (to, value) => (typeof value === 'string' ? to.string(value) : refuseValue('a string')),
}

function hexOf(value: unknown, length?: number): string {
  if (typeof value !== 'string' || !formats.hex(value)) refuseValue('lower-case hex of whole bytes')
  if (length !== undefined && value.length !== 2 * length) refuseValue(`lower-case hex of ${length} bytes`)
  return value
}

/** Bytes as bin, hex in JSON. */
export const bin: Form<string> = { read: (from) => from.bin(), write: (to, value) => to.bin(hexOf(value)) }

function readOctets(from: Reader, count: number): string {
  const octets = Buffer.allocUnsafe(count)
  for (let index = 0; index < count; index++) octets[index] = from.unsigned(8)
  return octets.toString('hex')
}

function writeOctets(to: Writer, hex: string): void {
  to.array(hex.length / 2)
  for (let at = 0; at < hex.length; at += 2) to.unsigned(Number.parseInt(hex.slice(at, at + 2), 16))
}

/** Bytes as an array of integers, hex in JSON. */
export const intArray: Form<string> = {
  read: (from) => readOctets(from, from.array()),
  write: (to, value) => writeOctets(to, hexOf(value)),
}

/** Exactly `length` bytes as an array of integers in every dialect, hex in JSON. */
export function octets(length: number): Form<string> {
  return {
    read: (from) => {
      from.tuple(length)
      return readOctets(from, length)
    },
    write: (to, value) => writeOctets(to, hexOf(value, length)),
  }
}
