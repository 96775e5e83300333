import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from './codec.ts'
import { DIALECTS, type Dialect, dialectOf } from './dialect.ts'
import { headerLength } from './frame.ts'
import { messageArbitrary } from './message-arbitrary.ts'
import { type Message, messagesOf } from './messages.ts'
import vectors from './vectors.json' with { type: 'json' }

const dialects = Object.values(DIALECTS)

function frameOf(message: Message, dialect: Dialect): Uint8Array {
  const encoded = encodeFrame(message, dialect)
  if (encoded.error !== undefined) throw new RangeError(`${encoded.error.message} ${JSON.stringify(message)}`)
  return encoded.frame
}

describe.each(dialects)('in dialect $name', (dialect) => {
  it('a message survives encoding and decoding, and no byte is left over', () => {
    fc.assert(
      fc.property(messageArbitrary(dialect), (message) => {
        const frame = frameOf(message, dialect)
        const decoded = decodeFrame(frame, dialect)
        if (decoded.error !== undefined) throw new RangeError(decoded.error.message)
        expect(decoded.message).toMatchObject(message)
        expect(decoded).toMatchObject({ consumed: frame.length, unread: 0 })
        expect(frameOf(decoded.message, dialect)).toEqual(frame)
      }),
      { numRuns: 300 },
    )
  })

  it('bytes behind a frame change nothing', () => {
    fc.assert(
      fc.property(messageArbitrary(dialect), fc.uint8Array({ maxLength: 30 }), (message, tail) => {
        const frame = frameOf(message, dialect)
        expect(decodeFrame(Buffer.concat([frame, tail]), dialect)).toEqual(decodeFrame(frame, dialect))
      }),
      { numRuns: 50 },
    )
  })

  it('any body of any type gives a message or a refusal with its place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...dialect.types), fc.uint8Array({ maxLength: 80 }), (type, body) => {
        judge(enveloped(type, body, dialect), dialect)
      }),
      { numRuns: 500 },
    )
  })

  it('a frame with changed bytes gives a message or a refusal with its place', () => {
    fc.assert(
      fc.property(
        messageArbitrary(dialect),
        fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        (message, changes) => {
          const frame = frameOf(message, dialect)
          const header = headerLength(dialect)
          const body = Buffer.from(frame.subarray(header))
          for (const [at, byte] of changes) if (at < body.length) body[at] = byte
          const type = frame[header === 5 ? 0 : 1] ?? 0
          judge(enveloped(type, body, dialect), dialect)
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** A body in a sound header of the dialect. */
function enveloped(type: number, body: Uint8Array, dialect: Dialect): Buffer {
  const opaque: Dialect = { ...dialect, types: [type], opaque: [type] }
  const encoded = encodeFrame({ type: 'Opaque', code: type, body: Buffer.from(body).toString('hex') }, opaque)
  if (encoded.error !== undefined) throw new RangeError(encoded.error.message)
  return Buffer.from(encoded.frame)
}

/** A refusal names a byte of the body; a message can be written again and then reads the same. */
function judge(bytes: Uint8Array, dialect: Dialect): void {
  const result = decodeFrame(bytes, dialect)
  if (result.error !== undefined) {
    expect(result.error.code).toBe('body-invalid')
    expect(result.error.offset).toBeGreaterThanOrEqual(headerLength(dialect))
    expect(result.error.offset).toBeLessThanOrEqual(bytes.length)
    return
  }
  expect(result.consumed).toBe(bytes.length)
  const again = decodeFrame(frameOf(result.message, dialect), dialect)
  expect(again).toMatchObject({ message: result.message, unread: 0 })
}

it('any bytes at all are read or refused', () => {
  fc.assert(
    fc.property(fc.constantFrom(...dialects), fc.uint8Array({ maxLength: 60 }), (dialect, bytes) => {
      const { error } = decodeFrame(bytes, dialect)
      if (error !== undefined) expect(error.offset).toBeLessThanOrEqual(bytes.length)
    }),
    { numRuns: 2000 },
  )
})

it('takes no memory for lengths and counts that are only claimed', () => {
  const bombs = ['dbffffffff', 'c6ffffffff', 'ddffffffff', 'dfffffffff', 'dd7fffffff', 'df7fffffff']
  const before = process.memoryUsage()
  for (let round = 0; round < 40; round++) {
    for (const bomb of bombs) {
      for (const prefix of ['', '93', '91', '92', '9195', '96', '97a080', '9291']) {
        for (const type of [0x50, 0x10, 0x01, 0x20, 0x30, 0x91]) {
          decodeFrame(enveloped(type, Buffer.from(prefix + bomb, 'hex'), DIALECTS.P1m as Dialect), DIALECTS.P1m)
        }
      }
    }
  }
  const after = process.memoryUsage()
  expect(after.rss + after.external - before.rss - before.external).toBeLessThan(256 * 1024 * 1024)
})

/** What of a dialect makes the bytes of a message. Two dialects that agree in it share the message. */
function layoutOf(message: { readonly type: string }, dialect: Dialect): string {
  const text = JSON.stringify(message)
  const { header, bytesAs, unitVariant } = dialect
  const has = messagesOf(dialect).byName.has(message.type)
  const bytes = /"(delta|data|predicate|ts_block|payload|state|header_payload|op_payload|snapshot_payload)"/.test(text)
  const unit = /"kind":"(CorruptedState|PermissionDenied|IntegrityViolation|Applied|Accepted)"|EngineRejected/.test(
    text,
  )
  const fields = { ResyncRequest: 'resyncFields', DeltaPush: 'deltaPushFields', DeltaAck: 'deltaAckFields' } as const
  const counted = { ...fields, HandshakeAck: 'handshakeAckFields' } as const
  const count = message.type in counted ? dialect[counted[message.type as keyof typeof counted]] : 0
  const since = /"kind":"(Accepted|Rejected)"/.test(text) ? 12 : /"kind":"Retry"/.test(text) ? 10 : 0
  const later = dialect.deltaPushFields >= since
  return [header, bytes && bytesAs, unit && unitVariant, count, later, has].join()
}

describe('between dialects', () => {
  const rows = vectors.goldens.flatMap(({ name, dialect, message, frame }) =>
    dialects.map((reader) => ({ name, writer: dialectOf(dialect) as Dialect, reader, message, frame })),
  )
  const shared = rows.filter(({ writer, reader, message }) => layoutOf(message, writer) === layoutOf(message, reader))
  const split = rows.filter((row) => !shared.includes(row))

  it('a message whose layout both share is read alike', () => {
    expect(shared.length).toBeGreaterThan(150)
    for (const { frame, message, reader } of shared) {
      expect(decodeFrame(Buffer.from(frame, 'hex'), reader)).toMatchObject({ message })
    }
  })

  it('any other message is refused, never half read', () => {
    expect(split.length).toBeGreaterThan(150)
    const halfRead = split.filter(({ frame, reader, message }) => {
      const { error, message: read } = { message: undefined, ...decodeFrame(Buffer.from(frame, 'hex'), reader) }
      return error === undefined && read?.type !== 'Opaque' && JSON.stringify(read) !== JSON.stringify(message)
    })
    expect(halfRead).toEqual([])
    const read = split.filter(({ frame, reader }) => decodeFrame(Buffer.from(frame, 'hex'), reader).error === undefined)
    expect(read.every(({ reader, message }) => !messagesOf(reader).byName.has(message.type))).toBe(true)
  })
})
