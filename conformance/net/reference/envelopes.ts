import { createCipheriv, createDecipheriv } from 'node:crypto'
import { blake2s } from '../../../spec/net/blake2s.ts'
import { linkBytes } from '../../../spec/net/chain.ts'
import type { CausalLink, IdentityEnvelope } from '../../../spec/net/messages.types.ts'
import { bytesOf, hexOf } from './codec.ts'
import { hchacha20 } from './hchacha20.ts'
import type { Parts } from './parts.ts'

/** Seeds of daemons, sealed to one node. */
export interface Envelopes {
  /** Undefined where the key of the node gives no shared secret. */
  seal(seed: Uint8Array, link: CausalLink, targetPublic: Uint8Array): IdentityEnvelope | undefined
  /** The seed, or undefined if a test fails. */
  open(envelope: IdentityEnvelope, entityId: Uint8Array, link: CausalLink, secret: Uint8Array): Uint8Array | undefined
}

const TAG_BYTES = 16

export function createEnvelopes(parts: Parts): Envelopes {
  return {
    seal: (seed, link, targetPublic) => {
      const { identities } = parts
      // The ephemeral key is made of what is sealed, so that a case is the same each time; no two seals share it.
      const ephemeral = blake2s('cutover-reference-seal', Buffer.concat([seed, linkBytes(link), targetPublic]))
      const ephemeralPublic = identities.publicOf(ephemeral)
      const shared = identities.shared(ephemeral, targetPublic)
      if (shared === undefined) return undefined
      const { key, nonce } = cipherOf(shared, ephemeralPublic, targetPublic)
      const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(linkBytes(link), { plaintextLength: seed.length })
      const sealed = Buffer.concat([ephemeralPublic, cipher.update(seed), cipher.final(), cipher.getAuthTag()])
      return {
        target_static_pub: hexOf(targetPublic),
        sealed_seed: hexOf(sealed),
        signer_pub: hexOf(identities.entityOf(seed)),
        signature: hexOf(identities.sign(seed, signed(targetPublic, link))),
      }
    },
    open: (envelope, entityId, link, secret) => {
      const { identities } = parts
      const targetPublic = bytesOf(envelope.target_static_pub)
      if (envelope.signer_pub !== hexOf(entityId)) return undefined
      if (!identities.verify(entityId, signed(targetPublic, link), bytesOf(envelope.signature))) return undefined
      if (hexOf(identities.publicOf(secret)) !== envelope.target_static_pub) return undefined
      const sealed = bytesOf(envelope.sealed_seed)
      const ephemeralPublic = sealed.subarray(0, 32)
      const shared = identities.shared(secret, ephemeralPublic)
      if (shared === undefined) return undefined
      const { key, nonce } = cipherOf(shared, ephemeralPublic, targetPublic)
      const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES })
      const body = sealed.subarray(32, -TAG_BYTES)
      cipher.setAAD(linkBytes(link), { plaintextLength: body.length })
      cipher.setAuthTag(sealed.subarray(-TAG_BYTES))
      const seed = cipher.update(body)
      try {
        cipher.final()
      } catch {
        return undefined
      }
      return hexOf(identities.entityOf(seed)) === envelope.signer_pub ? seed : undefined
    },
  }
}

function signed(targetPublic: Uint8Array, link: CausalLink): Uint8Array {
  return Buffer.concat([targetPublic, linkBytes(link)])
}

/** XChaCha20 is ChaCha20 with a subkey and the rest of the nonce. */
function cipherOf(
  shared: Uint8Array,
  ephemeralPublic: Uint8Array,
  targetPublic: Uint8Array,
): { key: Uint8Array; nonce: Uint8Array } {
  const key = blake2s('net-identity-envelope', shared)
  const nonce = blake2s('net-identity-nonce', Buffer.concat([ephemeralPublic, targetPublic]))
  return { key: hchacha20(key, nonce.subarray(0, 16)), nonce: Buffer.concat([Buffer.alloc(4), nonce.subarray(16, 24)]) }
}
