import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decoded, decodeMessage, encodeMessage } from './codec.ts'
import { DIALECTS, type Dialect } from './dialect.ts'
import { decodeLedger } from './ledger.ts'
import { messageArbitrary } from './message-arbitrary.ts'
import { decodeSnapshot } from './snapshot.ts'
import vectors from './vectors.json' with { type: 'json' }

function bytesOf(message: unknown, dialect: Dialect): Uint8Array {
  const encoded = encodeMessage(message, dialect)
  if (encoded.error !== undefined) throw new RangeError(encoded.error.message)
  return encoded.bytes
}

function read(bytes: Uint8Array, dialect: Dialect): Decoded {
  const decoded = decodeMessage(bytes, dialect)
  if (decoded.error !== undefined) throw new RangeError(decoded.error.message)
  return decoded
}

/** A message whose bytes are those that were consumed, or an error with its place. */
function judge(bytes: Uint8Array, dialect: Dialect): void {
  const decoded = decodeMessage(bytes, dialect)
  if (decoded.error !== undefined) {
    expect(decoded.error.offset).toBeLessThanOrEqual(bytes.length)
    expect(decoded.error.message).toMatch(/^byte \d+: expected /)
  } else expect(bytesOf(decoded.message, dialect)).toEqual(bytes.slice(0, decoded.consumed))
}

describe.each(Object.values(DIALECTS))('in dialect $name', (dialect) => {
  it('a message survives writing and reading', () => {
    fc.assert(
      fc.property(messageArbitrary(dialect), (message) => {
        const bytes = bytesOf(message, dialect)
        expect(read(bytes, dialect)).toEqual({ message, consumed: bytes.length })
      }),
      { numRuns: 500 },
    )
  })

  it('no proper prefix of a message is one', () => {
    fc.assert(
      fc.property(messageArbitrary(dialect), fc.nat(), (message, at) => {
        const bytes = bytesOf(message, dialect)
        expect(decodeMessage(bytes.subarray(0, at % bytes.length), dialect).error).toBeDefined()
      }),
      { numRuns: 500 },
    )
  })

  it('bytes behind a message change nothing, or are refused', () => {
    fc.assert(
      fc.property(messageArbitrary(dialect), fc.uint8Array({ minLength: 1, maxLength: 40 }), (message, tail) => {
        const bytes = bytesOf(message, dialect)
        const longer = Buffer.concat([bytes, tail])
        expect(decodeMessage(longer, dialect)).toEqual(decodeMessage(bytes, dialect))
        const { error } = decodeMessage(longer, { ...dialect, trailing: 'refuse' })
        expect(error).toMatchObject({ code: 'trailing_bytes', offset: bytes.length })
      }),
      { numRuns: 300 },
    )
  })

  it('any bytes give a message that is written back alike, or an error', () => {
    const tagged = fc.tuple(fc.integer({ min: 0, max: 10 }), fc.uint8Array({ maxLength: 120 }))
    fc.assert(
      fc.property(tagged, ([tag, rest]) => judge(Uint8Array.of(tag, ...rest), dialect)),
      { numRuns: 2000 },
    )
  })

  it('a message with changed bytes gives a message or an error', () => {
    const changes = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(messageArbitrary(dialect), changes, (message, list) => {
        const bytes = bytesOf(message, dialect)
        for (const [at, value] of list) bytes[at % bytes.length] = value
        judge(bytes, dialect)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('containers inside snapshots', () => {
  const judged = (result: { readonly error?: { readonly message: string } }): void => {
    if (result.error !== undefined) expect(result.error.message).toMatch(/^byte \d+: expected /)
  }

  it('survive any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        judged(decodeSnapshot(bytes) as never)
        judged(decodeLedger(bytes) as never)
      }),
      { numRuns: 2000 },
    )
  })

  it('are refused with any one byte of head, length or flag changed', () => {
    const golden = Buffer.from(vectors.snapshots[0]?.bytes ?? '', 'hex')
    const free = (at: number): boolean => (at >= 53 && at < 61) || (at >= 69 && at < 85) || (at >= 89 && at < 94)
    for (let at = 0; at < golden.length; at++) {
      const changed = Buffer.from(golden)
      changed[at] = (changed[at] as number) ^ 1
      expect([at, 'error' in decodeSnapshot(changed)]).toEqual([at, !free(at)])
    }
  })
})

it('a count or length that the input does not have takes no memory', () => {
  const bombs = vectors.refused
    .filter(({ name }) => /2\^32-1|700 001/.test(name))
    .map(({ hex }) => Buffer.from(hex, 'hex'))
  const inner = ['ffffffff', `${'00'.repeat(4)}ffffffff`].map((hex) => Buffer.from(hex, 'hex'))
  expect(bombs.length).toBeGreaterThan(3)
  const before = process.memoryUsage()
  for (let round = 0; round < 2000; round++) {
    for (const bomb of bombs) expect(decodeMessage(bomb).error).toBeDefined()
    for (const bomb of inner) expect(decodeLedger(bomb)).toHaveProperty('error')
  }
  const after = process.memoryUsage()
  expect(after.rss + after.external - before.rss - before.external).toBeLessThan(256 * 1024 * 1024)
})
