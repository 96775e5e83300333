import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { blake2s } from './blake2s.ts'
import { genesis, linkBytes, parentHash } from './chain.ts'
import { nodeIdOf, originOf } from './identity.ts'
import vectors from './vectors.json' with { type: 'json' }
import { xxh3 } from './xxh3.ts'

/** Bytes without a pattern that a wrong offset could hide in. */
const sample = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 131 + 7) % 251)

it.each(vectors.identities)('origin and node id of a public key', ({ public_key, origin, node_id }) => {
  const key = Buffer.from(public_key, 'hex')
  expect([originOf(key), nodeIdOf(key)]).toEqual([origin, node_id])
})

it.each(vectors.chains)('parent hash behind a payload $payload', ({ link, payload, parent_hash }) => {
  expect(parentHash(link, Buffer.from(payload, 'hex'))).toBe(parent_hash)
})

it('writes a link as in a message', () => {
  const head = vectors.goldens.find(({ message }) => message.type === 'ReplayComplete')
  expect(Buffer.from(linkBytes(head?.message.target_head as never)).toString('hex')).toBe(head?.bytes.slice(34))
  expect(linkBytes(genesis('1'))).toEqual(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0)))
})

// From the reference implementation of xxHash 0.8.
it.each([
  [17, '15083569769662251591'],
  [32, '16614834316250224570'],
  [33, '12230325850795071587'],
  [64, '13511051200479908853'],
  [65, '7965738305625152052'],
  [96, '17899289348488192822'],
  [97, '15993849615505689356'],
  [128, '3377455524345763884'],
  [129, '10085786199113528022'],
  [144, '2059547717491270456'],
  [160, '699328351385733125'],
  [240, '907581446226105493'],
  [241, '2624578119684863651'],
  [320, '913859633589762728'],
  [321, '10659802607115750522'],
  [1024, '821394210647561418'],
  [1025, '1428055545729027742'],
  [1088, '14793954770968821505'],
  [2049, '3442733733798486512'],
  [7032, '7573554332039432298'],
])('XXH3-64 of %i bytes', (length, hash) => {
  expect(String(xxh3(sample(length)))).toBe(hash)
})

it('is not defined for less than a link', () => expect(() => xxh3(sample(16))).toThrow(RangeError))

// From a second implementation of RFC 7693.
it.each([
  ['k', 0, 'e4db13614567e4ed83bed1b46d4d51717081c2eaf18d4b71fd85d487b9572929'],
  ['net-origin-v1', 32, '0f661b7ade761cc1ef6f7d0cba47b2eb04217a32e8e8288f56a7d86940fdb27f'],
  ['net-node-id-v1', 32, '7ea6be45b6e0d815f994ef21fbb7abf857b2bd4891558c754d233ff3386d5536'],
  ['net-identity-nonce', 64, 'f0e029bbd2c1b12008462b68e63525a5347f64e7140c52d73084c967f13a5332'],
  ['net-identity-nonce', 65, '3e9db7dab5c31c59db82b6ebd2a9db2605cf883b4406cf5094d7835e6dbf8102'],
  ['net-identity-envelope', 200, '5ba938af922a3d434da422722e19f400ff75ff647ec951b87502e8d08853097a'],
])('BLAKE2s under %s of %i bytes', (key, length, digest) => {
  expect(Buffer.from(blake2s(key, sample(length))).toString('hex')).toBe(digest)
  expect(createHash('blake2s256').update(sample(length)).digest('hex')).not.toBe(digest)
})
