import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto'
import { blake2s } from '../../../spec/net/blake2s.ts'
import { originOf } from '../../../spec/net/identity.ts'

/** Keys of daemons (ed25519) and of nodes (X25519), each from its 32 secret bytes. */
export interface Identities {
  /** The ed25519 public key of a seed. */
  entityOf(seed: Uint8Array): Uint8Array
  originOf(entityId: Uint8Array): string
  sign(seed: Uint8Array, bytes: Uint8Array): Uint8Array
  verify(entityId: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean
  /** The X25519 secret of a node, from its id. */
  secretOf(node: string): Uint8Array
  /** The X25519 public key of a secret. */
  publicOf(secret: Uint8Array): Uint8Array
  /** The shared secret of a pair; undefined for a key that gives none. */
  shared(secret: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined
}

/** What stands before the 32 bytes of a key in DER (RFC 8410). */
const DER = {
  ed25519: { secret: '302e020100300506032b657004220420', public: '302a300506032b6570032100' },
  x25519: { secret: '302e020100300506032b656e04220420', public: '302a300506032b656e032100' },
}

export function createIdentities(): Identities {
  const entities = new Map<string, Uint8Array>()
  return {
    entityOf: (seed) => {
      const name = Buffer.from(seed).toString('hex')
      const known = entities.get(name) ?? publicBytes(secretKey('ed25519', seed))
      entities.set(name, known)
      return known
    },
    originOf: (entityId) => originOf(entityId),
    sign: (seed, bytes) => signBytes(null, bytes, secretKey('ed25519', seed)),
    verify: (entityId, bytes, signature) => {
      try {
        return verifyBytes(null, bytes, publicKey('ed25519', entityId), signature)
      } catch {
        return false
      }
    },
    secretOf: (node) => blake2s('cutover-reference-node', Buffer.from(node)),
    publicOf: (secret) => publicBytes(secretKey('x25519', secret)),
    shared: (secret, peer) => {
      try {
        return diffieHellman({ privateKey: secretKey('x25519', secret), publicKey: publicKey('x25519', peer) })
      } catch {
        return undefined
      }
    },
  }
}

function secretKey(kind: keyof typeof DER, secret: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(DER[kind].secret, 'hex'), secret])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

function publicKey(kind: keyof typeof DER, bytes: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(DER[kind].public, 'hex'), bytes])
  return createPublicKey({ key, format: 'der', type: 'spki' })
}

function publicBytes(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
}
