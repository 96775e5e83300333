import { type Form, isObjectOf, struct, within } from './form.ts'
import { originOf } from './identity.ts'
import { link } from './link.ts'
import type { IdentityEnvelope, Snapshot } from './messages.types.ts'
import { Reader } from './reader.ts'
import { BytesRefusal, type DecodeError, type EncodeError, refuseValue, ValueRefusal } from './refusal.ts'
import { hexOf, octets, u64 } from './scalars.ts'
import { Writer } from './writer.ts'

const MAGIC = '43445331'
const VERSION = 2
const ENVELOPE_VERSION = 1
const required = ['entity_id', 'through_seq', 'chain_link', 'created_at', 'state', 'bindings']

const entityId = octets(32, 'an entity id')
const envelope: Form<IdentityEnvelope> = struct({
  target_static_pub: octets(32, 'an X25519 key'),
  sealed_seed: octets(80, 'a sealed seed'),
  signer_pub: octets(32, 'an ed25519 key'),
  signature: octets(64, 'a signature'),
})

/** Reads a snapshot container, which takes the whole input; the ledger inside it is not looked at (NET-034). */
export function decodeSnapshot(bytes: Uint8Array): { readonly snapshot: Snapshot } | { readonly error: DecodeError } {
  const reader = new Reader(bytes)
  try {
    return { snapshot: read(reader) }
  } catch (refusal) {
    if (refusal instanceof BytesRefusal) return { error: refusal.error }
    throw refusal
  }
}

function read(from: Reader): Snapshot {
  if (from.hex(4, 'the magic number') !== MAGIC) from.refuse('bad_magic', 'CDS1', 0)
  if (from.u8() !== VERSION) from.refuse('bad_version', `version ${VERSION}`, 4)
  const entity_id = entityId.read(from)
  const through_seq = from.u64()
  const chain_link = link.read(from)
  const created_at = from.u64()
  const state = from.hex(from.u32(), 'the state')
  const bindings = from.hex(from.u32(), 'the ledger')
  const flag = from.u8()
  if (flag > 1) from.refuse('bad_flag', '0 or 1', from.position - 1)
  const sealed = flag === 1 ? { envelope: readEnvelope(from) } : {}
  from.end()
  if (through_seq !== chain_link.sequence) from.refuse('sequence_mismatch', 'the sequence of the chain link', 37)
  if (chain_link.origin_hash !== originOf(Buffer.from(entity_id, 'hex')))
    from.refuse('origin_mismatch', 'the origin of the entity id', 45)
  return { entity_id, through_seq, chain_link, created_at, state, bindings, ...sealed }
}

function readEnvelope(from: Reader): IdentityEnvelope {
  from.need(1 + envelope.fixed, 'an envelope')
  if (from.u8() !== ENVELOPE_VERSION)
    from.refuse('bad_envelope', `envelope version ${ENVELOPE_VERSION}`, from.position - 1)
  return envelope.read(from)
}

/** Writes a snapshot container. `snapshot` may be any value; what decoding would refuse is refused (NET-034). */
export function encodeSnapshot(snapshot: unknown): { readonly bytes: Uint8Array } | { readonly error: EncodeError } {
  const writer = new Writer()
  try {
    write(writer, snapshot)
    return { bytes: writer.finish() }
  } catch (refusal) {
    if (refusal instanceof ValueRefusal) return { error: refusal.error }
    throw refusal
  }
}

function write(to: Writer, value: unknown): void {
  if (!isObjectOf(value, required, ['envelope']))
    refuseValue(`an object of ${required.join(', ')} and perhaps envelope`)
  to.hex(MAGIC)
  to.u8(VERSION)
  within('entity_id', () => entityId.write(to, value.entity_id))
  within('through_seq', () => u64.write(to, value.through_seq))
  within('chain_link', () => {
    link.write(to, value.chain_link)
    const { sequence, origin_hash } = value.chain_link as Snapshot['chain_link']
    if (sequence !== value.through_seq) within('sequence', () => refuseValue('through_seq'))
    if (origin_hash !== originOf(Buffer.from(String(value.entity_id), 'hex')))
      within('origin_hash', () => refuseValue('the origin of entity_id'))
  })
  within('created_at', () => u64.write(to, value.created_at))
  for (const name of ['state', 'bindings'] as const)
    within(name, () => {
      const hex = hexOf(value[name])
      to.u32(hex.length / 2)
      to.hex(hex)
    })
  to.u8(value.envelope === undefined ? 0 : 1)
  if (value.envelope !== undefined)
    within('envelope', () => {
      to.u8(ENVELOPE_VERSION)
      envelope.write(to, value.envelope)
    })
}
