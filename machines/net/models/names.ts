import { createPrivateKey, createPublicKey } from 'node:crypto'
import { originOf } from '../../../spec/net/identity.ts'

/** What stands before a seed of ed25519 in a private key as PKCS #8 has it (RFC 8410, section 7). */
const prefix = '302e020100300506032b657004220420'

/** The daemon of every case: its seed, its public key, and its origin, which is also where its chain begins. */
export const seed = '5a'.repeat(32)
export const entity_id: string = createPublicKey(
  createPrivateKey({ key: Buffer.from(prefix + seed, 'hex'), format: 'der', type: 'pkcs8' }),
)
  .export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('hex')
export const origin: string = originOf(Buffer.from(entity_id, 'hex'))

/** The implementation's node, and the peers that the kit plays; the last of them has no part in the migration. */
export const own = 1
export const peers = [2, 3, 4] as const
export const stranger = 4

/** The id of a node by its number: a large one, as ids are. */
export function idOf(node: number): string {
  return String(2n ** 63n + BigInt(node))
}

/** The number of a node by its id; 0 for an id that is none of these. */
export function numberOf(id: string): number {
  return [own, ...peers].find((node) => idOf(node) === id) ?? 0
}
