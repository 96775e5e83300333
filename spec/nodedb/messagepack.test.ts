import { decode, encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from './codec.ts'
import { DEFAULT_DIALECT } from './dialect.ts'
import { messageArbitrary } from './message-arbitrary.ts'
import type { Message } from './messages.ts'

/** A body as a library that knows nothing of this protocol sees it: a u64 of more than 32 bits is a bigint. */
type Wire = null | boolean | string | number | bigint | Uint8Array | Wire[] | { [key: string]: Wire }

const u64 = (digits: string): Wire => (BigInt(digits) < 2n ** 32n ? Number(digits) : BigInt(digits))
const bytes = (hex: string): Wire => Uint8Array.from(Buffer.from(hex, 'hex'))
const clock = (clocks: { [key: string]: string }): Wire =>
  Object.fromEntries(Object.entries(clocks).map(([name, value]) => [name, u64(value)]))
const tagged = ({ kind, ...members }: { kind: string }): Wire => {
  const values = Object.entries(members as Record<string, string>)
  if (values.length === 0) return [kind, null]
  return [kind, values.map(([name, value]) => (NUMBERS.has(name) ? u64(value) : value))]
}
const NUMBERS = new Set(['expected', 'received', 'mutation_id', 'retry_after_ms'])

/** The bodies of P1 written down a second time, for a dozen of its messages; undefined for the others. */
function wireOf(message: Message): Wire | undefined {
  switch (message.type) {
    case 'ResyncRequest':
      return [tagged(message.reason), u64(message.from_mutation_id), message.collection]
    case 'Throttle':
      return [message.throttle, u64(message.queue_depth), u64(message.suggested_rate)]
    case 'DeltaPush': {
      const { collection, document_id, delta, peer_id, mutation_id, checksum } = message
      return [collection, document_id, bytes(delta), u64(peer_id), u64(mutation_id), checksum]
    }
    case 'DeltaAck':
      return [u64(message.mutation_id), u64(message.lsn)]
    case 'DeltaReject': {
      const { mutation_id, reason, compensation } = message
      return [u64(mutation_id), reason, compensation === undefined ? null : tagged(compensation)]
    }
    case 'ShapeSnapshot':
      return [message.shape_id, bytes(message.data), u64(message.snapshot_lsn), u64(message.doc_count)]
    case 'VectorClockSync':
      return [clock(message.clocks), u64(message.sender_id)]
    case 'HandshakeAck': {
      const { success, session_id, server_clock, error, fork_detected, server_wire_version } = message
      return [success, session_id, clock(server_clock), error ?? null, fork_detected, server_wire_version]
    }
    case 'PresenceBroadcast': {
      const peers = message.peers.map(({ user_id, state, last_seen_ms }) => [user_id, bytes(state), u64(last_seen_ms)])
      return [message.channel, peers]
    }
    case 'TokenRefreshAck':
      return [message.success, message.error ?? null, u64(message.expires_in_secs)]
    case 'PingPong':
      return [u64(message.timestamp_ms), message.is_pong]
    default:
      return undefined
  }
}

const messages = messageArbitrary(DEFAULT_DIALECT).filter(
  (message) => wireOf(message) !== undefined && !JSON.stringify(message).includes('__proto__'),
)

/** The same with bytes as hex, for comparison. */
function narrowed(value: unknown): unknown {
  if (typeof value === 'bigint') return u64(String(value))
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(narrowed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, narrowed(inner)]))
}

const written = (message: Message): Uint8Array => {
  const encoded = encodeFrame(message)
  if (encoded.error !== undefined) throw new RangeError(encoded.error.message)
  return encoded.frame
}

it('writes bodies as an independent MessagePack library does', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const body = Buffer.from(encode(wireOf(message), { useBigInt64: true }))
      expect(Buffer.from(written(message).subarray(5)).toString('hex')).toBe(body.toString('hex'))
    }),
    { numRuns: 1500 },
  )
})

it('writes bodies that an independent MessagePack library reads to the last byte', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const read = decode(written(message).subarray(5), { useBigInt64: true })
      expect(narrowed(read)).toEqual(narrowed(wireOf(message)))
    }),
    { numRuns: 1500 },
  )
})

it('accepts only what an independent MessagePack library reads as the same values', () => {
  const change = fc.tuple(
    fc.nat(120),
    fc.constantFrom(0, 1, 0x7f, 0x80, 0x90, 0x93, 0xa0, 0xc0, 0xc3, 0xcc, 0xd9, 0xff),
  )
  let accepted = 0
  fc.assert(
    fc.property(messages, change, (message, [at, byte]) => {
      const frame = written(message)
      if (5 + at < frame.length) frame[5 + at] = byte
      const result = decodeFrame(frame)
      if (result.error !== undefined) return
      accepted++
      const value = frame.subarray(5, frame.length - result.unread)
      expect(narrowed(decode(value, { useBigInt64: true }))).toEqual(narrowed(wireOf(result.message)))
    }),
    { numRuns: 3000 },
  )
  expect(accepted).toBeGreaterThan(100)
})
