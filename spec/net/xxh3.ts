/** The default secret of XXH3, 192 bytes. */
const SECRET = Buffer.from(
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221' +
    'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8' +
    'fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb17' +
    '0ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e',
  'hex',
)
const MASK = 0xffffffffffffffffn
const LOW = 0xffffffffn
const [PRIME32_1, PRIME32_2, PRIME32_3] = [0x9e3779b1n, 0x85ebca77n, 0xc2b2ae3dn]
const PRIME64_1 = 0x9e3779b185ebca87n
const PRIME64_2 = 0xc2b2ae3d27d4eb4fn
const PRIME64_3 = 0x165667b19e3779f9n
const PRIME64_4 = 0x85ebca77c2b2ae63n
const PRIME64_5 = 0x27d4eb2f165667c5n
const STRIPE = 64
/** Stripes between two scrambles: the secret moves on by 8 bytes with each. */
const STRIPES_A_BLOCK = (SECRET.length - STRIPE) / 8
const BLOCK = STRIPE * STRIPES_A_BLOCK

/** XXH3-64 with seed 0 and the default secret. Defined here for inputs of at least 17 bytes: what precedes a payload has 32. */
export function xxh3(input: Uint8Array): bigint {
  if (input.length < 17) throw new RangeError(`${input.length} bytes: expected at least 17`)
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
  if (bytes.length <= 128) return short(bytes)
  return bytes.length <= 240 ? middle(bytes) : long(bytes)
}

const secret = (at: number): bigint => SECRET.readBigUInt64LE(at)

/** The two halves of a 128-bit product, folded. */
function folded(a: bigint, b: bigint): bigint {
  const product = a * b
  return (product & MASK) ^ (product >> 64n)
}

function avalanche(hash: bigint): bigint {
  const mixed = ((hash ^ (hash >> 37n)) * 0x165667919e3779f9n) & MASK
  return mixed ^ (mixed >> 32n)
}

function mixed(bytes: Buffer, at: number, secretAt: number): bigint {
  return folded(bytes.readBigUInt64LE(at) ^ secret(secretAt), bytes.readBigUInt64LE(at + 8) ^ secret(secretAt + 8))
}

/** 17 to 128 bytes: pairs of 16 bytes from both ends. */
function short(bytes: Buffer): bigint {
  const { length } = bytes
  let hash = BigInt(length) * PRIME64_1
  for (let pair = Math.floor((length - 1) / 32); pair >= 0; pair--)
    hash += mixed(bytes, 16 * pair, 32 * pair) + mixed(bytes, length - 16 * (pair + 1), 32 * pair + 16)
  return avalanche(hash & MASK)
}

/** 129 to 240 bytes. */
function middle(bytes: Buffer): bigint {
  const { length } = bytes
  let hash = BigInt(length) * PRIME64_1
  for (let round = 0; round < 8; round++) hash += mixed(bytes, 16 * round, 16 * round)
  hash = avalanche(hash & MASK)
  for (let round = 8; round < Math.floor(length / 16); round++) hash += mixed(bytes, 16 * round, 16 * (round - 8) + 3)
  return avalanche((hash + mixed(bytes, length - 16, 119)) & MASK)
}

/** More than 240 bytes: eight lanes over stripes of 64 bytes. */
function long(bytes: Buffer): bigint {
  const { length } = bytes
  const lanes = [PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1]
  const blocks = Math.floor((length - 1) / BLOCK)
  for (let block = 0; block <= blocks; block++) {
    const stripes = block < blocks ? STRIPES_A_BLOCK : Math.floor((length - 1 - BLOCK * blocks) / STRIPE)
    for (let stripe = 0; stripe < stripes; stripe++)
      accumulate(lanes, bytes, BLOCK * block + STRIPE * stripe, 8 * stripe)
    if (block < blocks) scramble(lanes)
  }
  accumulate(lanes, bytes, length - STRIPE, SECRET.length - STRIPE - 7)
  let hash = BigInt(length) * PRIME64_1
  for (let lane = 0; lane < 8; lane += 2)
    hash += folded((lanes[lane] as bigint) ^ secret(11 + 8 * lane), (lanes[lane + 1] as bigint) ^ secret(19 + 8 * lane))
  return avalanche(hash & MASK)
}

function accumulate(lanes: bigint[], bytes: Buffer, at: number, secretAt: number): void {
  for (let lane = 0; lane < 8; lane++) {
    const value = bytes.readBigUInt64LE(at + 8 * lane)
    const keyed = value ^ secret(secretAt + 8 * lane)
    lanes[lane ^ 1] = ((lanes[lane ^ 1] as bigint) + value) & MASK
    lanes[lane] = ((lanes[lane] as bigint) + (keyed & LOW) * (keyed >> 32n)) & MASK
  }
}

function scramble(lanes: bigint[]): void {
  for (let lane = 0; lane < 8; lane++) {
    const value = lanes[lane] as bigint
    lanes[lane] = ((value ^ (value >> 47n) ^ secret(SECRET.length - STRIPE + 8 * lane)) * PRIME32_1) & MASK
  }
}
