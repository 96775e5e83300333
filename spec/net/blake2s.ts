/** Initial state: the fractional parts of the square roots of the first eight primes. */
const IV = Uint32Array.of(
  ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
)
/** Which words of the block each of the ten rounds takes, a hexadecimal digit each. */
const SCHEDULE = [
  '0123456789abcdef',
  'ea489fd61c02b753',
  'b8c052fdae367194',
  '7931dcbe265a40f8',
  '905724afe1bc683d',
  '2c6a0b834d75fe19',
  'c51fed4a0763928b',
  'db7ec13950f4862a',
  '6fe9b308c2d714a5',
  'a2847615fb9e3cd0',
].map((digits) => Array.from(digits, (digit) => Number.parseInt(digit, 16)))
/** The columns and diagonals of the state. */
const QUARTERS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const
const BLOCK = 64

/** BLAKE2s (RFC 7693) of `input` under a key of 1 to 32 bytes of ASCII: 32 bytes. */
export function blake2s(key: string, input: Uint8Array): Uint8Array {
  const padded = new Uint8Array(BLOCK * (1 + Math.ceil(input.length / BLOCK)))
  padded.set(Buffer.from(key, 'latin1'))
  padded.set(input, BLOCK)
  const view = new DataView(padded.buffer)
  const state = Uint32Array.from(IV)
  state[0] = (state[0] as number) ^ 0x01010000 ^ (key.length << 8) ^ 32
  for (let at = 0; at < padded.length; at += BLOCK) {
    const last = at + BLOCK === padded.length
    compress(state, view, at, last ? BLOCK + input.length : at + BLOCK, last)
  }
  const digest = new Uint8Array(32)
  state.forEach((word, index) => {
    new DataView(digest.buffer).setUint32(4 * index, word, true)
  })
  return digest
}

function compress(state: Uint32Array, input: DataView, at: number, counted: number, last: boolean): void {
  const v = Uint32Array.from([...state, ...IV])
  const get = (index: number): number => v[index] as number
  v[12] = get(12) ^ counted
  if (last) v[14] = ~get(14)
  for (const words of SCHEDULE) {
    QUARTERS.forEach(([a, b, c, d], quarter) => {
      for (const [half, [first, second]] of [
        [0, [16, 12]],
        [1, [8, 7]],
      ] as const) {
        const word = input.getUint32(at + 4 * (words[2 * quarter + half] as number), true)
        v[a] = get(a) + get(b) + word
        v[d] = rotated(get(d) ^ get(a), first)
        v[c] = get(c) + get(d)
        v[b] = rotated(get(b) ^ get(c), second)
      }
    })
  }
  for (let index = 0; index < 8; index++) state[index] = (state[index] as number) ^ get(index) ^ get(index + 8)
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
