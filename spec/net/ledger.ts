import { isObjectOf, within } from './form.ts'
import { MAX_CHANNEL_BYTES, MAX_SHORT_BYTES } from './limits.ts'
import type { Ledger, Subscription } from './messages.types.ts'
import { Reader } from './reader.ts'
import { BytesRefusal, type DecodeError, type EncodeError, refuseValue, ValueRefusal } from './refusal.ts'
import { hexOf, textOf, u64 } from './scalars.ts'
import { Writer } from './writer.ts'

/** Publisher, length of the name, flag of the token: what an entry takes at least. */
const SMALLEST_ENTRY = 11
const CHANNEL_CHARACTERS = /^[a-z0-9_./-]+$/

/** Whether a name is one of a channel: 1 to 255 characters, no empty, `.` or `..` segment between slashes (NET-035). */
export function isChannel(name: string): boolean {
  return (
    name.length <= MAX_CHANNEL_BYTES &&
    CHANNEL_CHARACTERS.test(name) &&
    name.split('/').every((segment) => !['', '.', '..'].includes(segment))
  )
}

/** Reads a subscription ledger, which takes the whole input; no bytes are the empty ledger (NET-035). */
export function decodeLedger(bytes: Uint8Array): { readonly ledger: Ledger } | { readonly error: DecodeError } {
  const reader = new Reader(bytes)
  try {
    return { ledger: bytes.length === 0 ? [] : read(reader) }
  } catch (refusal) {
    if (refusal instanceof BytesRefusal) return { error: refusal.error }
    throw refusal
  }
}

function read(from: Reader): Ledger {
  const count = from.u32()
  const most = Math.floor(from.remaining / SMALLEST_ENTRY)
  if (count > most) from.refuse('count_too_large', `at most ${most} entries`, 0)
  const ledger: Subscription[] = []
  for (let index = 0; index < count; index++) ledger.push(readEntry(from))
  from.end()
  return ledger
}

function readEntry(from: Reader): Subscription {
  const publisher = from.u64()
  const length = from.u16()
  const start = from.position
  const channel = from.text(length, 'a channel name')
  if (!isChannel(channel)) from.refuse('bad_channel', 'a channel name', start)
  const flag = from.u8()
  if (flag > 1) from.refuse('bad_flag', '0 or 1', from.position - 1)
  return flag === 0 ? { publisher, channel } : { publisher, channel, token: from.hex(from.u16(), 'a token') }
}

/** Writes a subscription ledger: no bytes for the empty one, as snapshots carry it (NET-036). `ledger` may be any value. */
export function encodeLedger(ledger: unknown): { readonly bytes: Uint8Array } | { readonly error: EncodeError } {
  const writer = new Writer()
  try {
    if (!Array.isArray(ledger)) refuseValue('a list of subscriptions')
    if (ledger.length > 0) writer.u32(ledger.length)
    for (const [index, entry] of ledger.entries()) within(index, () => writeEntry(writer, entry))
    return { bytes: writer.finish() }
  } catch (refusal) {
    if (refusal instanceof ValueRefusal) return { error: refusal.error }
    throw refusal
  }
}

function writeEntry(to: Writer, value: unknown): void {
  if (!isObjectOf(value, ['publisher', 'channel'], ['token']))
    refuseValue('an object of publisher, channel and perhaps token')
  within('publisher', () => u64.write(to, value.publisher))
  within('channel', () => {
    const channel = textOf(value.channel, MAX_SHORT_BYTES)
    if (!isChannel(channel)) refuseValue('a channel name')
    to.u16(channel.length)
    to.text(channel)
  })
  to.u8(value.token === undefined ? 0 : 1)
  if (value.token !== undefined)
    within('token', () => {
      const token = hexOf(value.token)
      if (token.length > 2 * MAX_SHORT_BYTES) refuseValue(`at most ${MAX_SHORT_BYTES} bytes`, 'encode_too_large')
      to.u16(token.length / 2)
      to.hex(token)
    })
}
