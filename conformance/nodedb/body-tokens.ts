/** One MessagePack value of a body: where it stands, what it is, and what it holds. */
export interface Token {
  readonly kind: 'uint' | 'int' | 'string' | 'bytes' | 'array' | 'map' | 'boolean' | 'nil' | 'other'
  readonly start: number
  /** The first byte behind it. */
  readonly end: number
  /** Number, text, hex or count in one form, whatever header carries it. */
  readonly value: string
  /** Members of an array; keys and values of a map by turns. */
  readonly inner: readonly Token[]
}

/** A way from a body's value to one of its members, by places. */
export type Path = readonly number[]

/** Where two bodies part: the way to the first value that differs, and that value in each. */
export interface Parting {
  readonly path: Path
  readonly right: Token
  readonly got: Token
}

/** Reads the value at an offset; undefined where the bytes hold none. */
export function tokenAt(bytes: Buffer, start: number): Token | undefined {
  const marker = bytes[start]
  if (marker === undefined) return undefined
  const plain = (kind: Token['kind'], length: number, value: string): Token | undefined =>
    start + length > bytes.length ? undefined : { kind, start, end: start + length, value, inner: [] }
  const big = (width: number): bigint => BigInt(`0x${bytes.toString('hex', start + 1, start + 1 + width) || '0'}`)
  const text = (kind: 'string' | 'bytes', header: number, length: number): Token | undefined => {
    const at = start + header
    return plain(kind, header + length, bytes.toString(kind === 'string' ? 'latin1' : 'hex', at, at + length))
  }
  const several = (kind: 'array' | 'map', header: number, count: number): Token | undefined => {
    const inner: Token[] = []
    let end = start + header
    for (let left = kind === 'map' ? 2 * count : count; left > 0; left--) {
      const next = tokenAt(bytes, end)
      if (next === undefined) return undefined
      inner.push(next)
      end = next.end
    }
    return { kind, start, end, value: `${count}`, inner }
  }
  if (marker < 0x80) return plain('uint', 1, `${marker}`)
  if (marker < 0x90) return several('map', 1, marker & 15)
  if (marker < 0xa0) return several('array', 1, marker & 15)
  if (marker < 0xc0) return text('string', 1, marker & 31)
  if (marker === 0xc0) return plain('nil', 1, '')
  if (marker === 0xc2 || marker === 0xc3) return plain('boolean', 1, `${marker === 0xc3}`)
  if (marker >= 0xc4 && marker <= 0xc6)
    return text('bytes', 1 + (1 << (marker - 0xc4)), Number(big(1 << (marker - 0xc4))))
  if (marker >= 0xcc && marker <= 0xcf) return plain('uint', 1 + (1 << (marker - 0xcc)), `${big(1 << (marker - 0xcc))}`)
  if (marker >= 0xd0 && marker <= 0xd3) {
    const width = 1 << (marker - 0xd0)
    return plain('int', 1 + width, `${BigInt.asIntN(8 * width, big(width))}`)
  }
  if (marker >= 0xd9 && marker <= 0xdb)
    return text('string', 1 + (1 << (marker - 0xd9)), Number(big(1 << (marker - 0xd9))))
  if (marker === 0xdc || marker === 0xdd)
    return several('array', marker === 0xdc ? 3 : 5, Number(big(marker === 0xdc ? 2 : 4)))
  if (marker === 0xde || marker === 0xdf)
    return several('map', marker === 0xde ? 3 : 5, Number(big(marker === 0xde ? 2 : 4)))
  return plain(marker >= 0xe0 ? 'int' : 'other', 1, `${marker >= 0xe0 ? marker - 256 : marker}`)
}

/** Where two values part; undefined where they are byte for byte the same. `right` and `got` are what `bytes` of each hold. */
export function parting(
  right: readonly [Buffer, Token],
  got: readonly [Buffer, Token],
  path: Path = [],
): Parting | undefined {
  const [[bytes, one], [others, other]] = [right, got]
  if (bytes.subarray(one.start, one.end).equals(others.subarray(other.start, other.end))) return undefined
  if (one.kind === other.kind && one.value === other.value)
    for (const [at, inner] of one.inner.entries()) {
      const found = parting([bytes, inner], [others, other.inner[at] as Token], [...path, at])
      if (found !== undefined) return found
    }
  return { path, right: one, got: other }
}
