import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { genesis } from '../../../spec/net/chain.ts'
import { decodeMessage, encodeMessage } from '../../../spec/net/codec.ts'
import type { MessageType } from '../../../spec/net/messages.ts'
import type { CausalEvent, CausalLink, FailureReason, Message } from '../../../spec/net/messages.types.ts'
import { REASONS, type ReasonKind } from '../../../spec/net/reason.ts'
import { decodeSnapshot, encodeSnapshot } from '../../../spec/net/snapshot.ts'
import { Fitting } from '../../model/pattern.ts'
import type { Datagram } from '../systems/network.ts'
import { entity_id, idOf, numberOf, origin } from './names.ts'

const kinds = Object.keys(REASONS) as ReasonKind[]

/** The state of a counter daemon that has processed so many events, in hex. */
export function stateOf(events: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(events))
  return bytes.toString('hex')
}

/** Length and digest of bytes in hex. */
export function digestOf(hex: string): JsonObject {
  const bytes = Buffer.from(hex, 'hex')
  return { length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The event with a number, which is its sequence. */
export function eventOf(sequence: number): CausalEvent {
  return { link: { ...genesis(origin), sequence: String(sequence) }, payload: '', received_at: '0' }
}

/** The end of the chain of a counter daemon whose snapshot the kit made. */
export function headOf(sequence: number): CausalLink {
  return { ...genesis(origin), sequence: String(sequence) }
}

/** The snapshot of the daemon behind so many events, in hex. */
export function snapshotOf(events: number): string {
  const encoded = encodeSnapshot({
    entity_id,
    through_seq: String(events),
    chain_link: headOf(events),
    created_at: '1700000000000000000',
    state: stateOf(events),
    bindings: '',
  })
  return Buffer.from('bytes' in encoded ? encoded.bytes : []).toString('hex')
}

/** A message as bytes in hex. */
export function written(message: Message): string {
  return Buffer.from(encodeMessage(message).bytes ?? []).toString('hex')
}

/** A message of the kit's daemon, as its peers say it. */
export function spoken(message: MessageType, value = 0, last = 0): string {
  return written(messageOf(message, value, last))
}

function messageOf(type: MessageType, value: number, last: number): Message {
  const daemon_origin = origin
  const sequence = String(value)
  switch (type) {
    case 'TakeSnapshot':
    case 'CutoverNotify':
      return { type, daemon_origin, target_node: idOf(value) }
    case 'SnapshotReady':
      return {
        type,
        daemon_origin,
        seq_through: sequence,
        chunk_index: 0,
        total_chunks: 1,
        snapshot_bytes: snapshotOf(value),
      }
    case 'RestoreComplete':
      return { type, daemon_origin, restored_seq: sequence }
    case 'ReplayComplete':
      return { type, daemon_origin, replayed_seq: sequence, target_head: headOf(value) }
    case 'ActivateAck':
      return { type, daemon_origin, replayed_seq: sequence }
    case 'MigrationFailed':
      return { type, daemon_origin, reason: reasonOf(value) }
    case 'BufferedEvents': {
      const events = value === 0 ? [] : Array.from({ length: last - value + 1 }, (_, at) => eventOf(value + at))
      return { type, daemon_origin, events }
    }
    default:
      return { type, daemon_origin }
  }
}

function reasonOf(code: number): FailureReason {
  const kind = kinds[code] as ReasonKind
  if (REASONS[kind].payload === 'text') return { kind, text: 'called off' } as FailureReason
  return (REASONS[kind].payload === 'attempts' ? { kind, attempts: 1 } : { kind }) as FailureReason
}

/** A snapshot in two chunks: the one with this index. */
export function half(events: number, index: 0 | 1): string {
  const whole = snapshotOf(events)
  const bytes = index === 0 ? whole.slice(0, 120) : whole.slice(120)
  return chunk({ seq_through: String(events), chunk_index: index, total_chunks: 2, snapshot_bytes: bytes })
}

/** A whole snapshot that its message does not fit: of another magic number, or of another sequence. */
export function misfit(events: number, what: 'magic' | 'sequence'): string {
  const bytes = snapshotOf(events)
  return what === 'magic'
    ? chunk({ seq_through: String(events), snapshot_bytes: `00${bytes.slice(2)}` })
    : chunk({ seq_through: String(events + 1), snapshot_bytes: bytes })
}

/** A ReplayComplete whose head is of another origin. */
export function foreignHead(sequence: number): string {
  const target_head = { ...genesis('7'), sequence: String(sequence) }
  return written({ type: 'ReplayComplete', daemon_origin: origin, replayed_seq: String(sequence), target_head })
}

function chunk(members: JsonObject): string {
  const message = { type: 'SnapshotReady', daemon_origin: origin, chunk_index: 0, total_chunks: 1, ...members }
  return Buffer.from(encodeMessage(message).bytes ?? []).toString('hex')
}

/** What a message means to a node; undefined for bytes that are none, or about another daemon. */
export function heard(hex: string, from: number, to: number): (Datagram & { readonly total: number }) | undefined {
  const { message } = decodeMessage(Buffer.from(hex, 'hex'))
  if (message === undefined || message.daemon_origin !== origin) return undefined
  const base = { message: message.type, from, to, value: 0, last: 0, total: 1 }
  switch (message.type) {
    case 'TakeSnapshot':
    case 'CutoverNotify':
      return { ...base, value: numberOf(message.target_node) }
    case 'SnapshotReady': {
      const broken = message.total_chunks === 1 && !isSound(message.snapshot_bytes, message.seq_through)
      const value = Number(message.seq_through)
      const index = message.chunk_index
      return { ...base, value, total: message.total_chunks, index, ...(broken ? { broken } : {}) }
    }
    case 'RestoreComplete':
      return { ...base, value: Number(message.restored_seq) }
    case 'ReplayComplete': {
      const foreign = message.target_head?.origin_hash !== origin
      return { ...base, value: Number(message.replayed_seq), ...(foreign ? { broken: true } : {}) }
    }
    case 'ActivateAck':
      return { ...base, value: Number(message.replayed_seq) }
    case 'MigrationFailed':
      return { ...base, value: REASONS[message.reason.kind].code }
    case 'BufferedEvents': {
      const sequences = message.events.map(({ link }) => Number(link.sequence))
      return { ...base, value: sequences[0] ?? 0, last: sequences.at(-1) ?? 0 }
    }
    default:
      return base
  }
}

function isSound(hex: string, sequence: string): boolean {
  const decoded = decodeSnapshot(Buffer.from(hex, 'hex'))
  return 'snapshot' in decoded && decoded.snapshot.entity_id === entity_id && decoded.snapshot.through_seq === sequence
}

/** Bytes that are no message: none, an unknown tag, a message cut short, and an unknown reason. */
export const garbage: readonly string[] = ['', '0a', '0800', '0611111111111111110700']

/** A message that a node must send; `bytes` where they are those of a message that it got. */
export interface Expected extends Datagram {
  readonly bytes?: string
}

/** What a node sends: exactly these messages, in this order; buffered events may be spread over several. Or nothing, where that is free. */
export function sent(expected: readonly Expected[], free = false): Fitting {
  const told = expected.map(({ message, to, value }) => `${message} ${value} to ${to}`).join(', ')
  const text = `${told === '' ? 'no messages' : told}${free ? ', or none of them' : ''}`
  return new Fitting(
    text,
    (got) => Array.isArray(got) && ((free && got.length === 0) || matches(merged(got), expected)),
    { $fits: text },
    () =>
      expected.map(({ message, to, value, last, bytes }) => ({
        to: idOf(to),
        bytes: bytes ?? spoken(message, value, last),
      })),
  )
}

interface Got {
  readonly to: string
  readonly bytes: string
  readonly message: Message | undefined
}

function merged(got: readonly Json[]): readonly Got[] {
  const all: Got[] = []
  for (const each of got) {
    const { to, bytes } = each as { readonly to: string; readonly bytes: string }
    const { message } = decodeMessage(Buffer.from(bytes, 'hex'))
    const before = all.at(-1)
    if (message?.type === 'BufferedEvents' && before?.message?.type === 'BufferedEvents' && before.to === to)
      all[all.length - 1] = {
        ...before,
        message: { ...message, events: [...before.message.events, ...message.events] },
      }
    else all.push({ to, bytes, message })
  }
  return all
}

function matches(got: readonly Got[], expected: readonly Expected[]): boolean {
  return (
    got.length === expected.length &&
    got.every(({ to, bytes, message }, at) => {
      const wanted = expected[at] as Expected
      if (to !== idOf(wanted.to) || message === undefined) return false
      return wanted.bytes === undefined ? says(message, wanted) : bytes === wanted.bytes
    })
  )
}

/** Whether a message carries what it must; how a reason is worded and the rest of a chain are free. */
function says(message: Message, { message: type, value, last }: Expected): boolean {
  if (message.type !== type || message.daemon_origin !== origin) return false
  switch (message.type) {
    case 'TakeSnapshot':
    case 'CutoverNotify':
      return message.target_node === idOf(value)
    case 'SnapshotReady': {
      if (message.seq_through !== String(value) || message.total_chunks !== 1) return false
      const decoded = decodeSnapshot(Buffer.from(message.snapshot_bytes, 'hex'))
      if (!('snapshot' in decoded)) return false
      const { snapshot } = decoded
      return (
        snapshot.entity_id === entity_id && snapshot.through_seq === String(value) && snapshot.state === stateOf(value)
      )
    }
    case 'RestoreComplete':
      return message.restored_seq === String(value)
    case 'ReplayComplete':
      return (
        message.replayed_seq === String(value) &&
        message.target_head?.origin_hash === origin &&
        message.target_head.sequence === String(value)
      )
    case 'ActivateAck':
      return message.replayed_seq === String(value)
    case 'MigrationFailed':
      return REASONS[message.reason.kind].code === value
    case 'BufferedEvents': {
      const sequences = message.events.map(({ link }) => Number(link.sequence))
      const count = value === 0 ? 0 : last - value + 1
      return sequences.length === count && sequences.every((sequence, at) => sequence === value + at)
    }
    default:
      return true
  }
}
