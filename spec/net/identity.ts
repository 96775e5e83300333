import { blake2s } from './blake2s.ts'

/** The origin of a daemon, from its ed25519 public key (32 bytes): a decimal string. */
export function originOf(publicKey: Uint8Array): string {
  return first8('net-origin-v1', publicKey)
}

/** The id of a node, from its ed25519 public key (32 bytes): a decimal string. */
export function nodeIdOf(publicKey: Uint8Array): string {
  return first8('net-node-id-v1', publicKey)
}

function first8(key: string, publicKey: Uint8Array): string {
  return String(Buffer.from(blake2s(key, publicKey)).readBigUInt64LE(0))
}
