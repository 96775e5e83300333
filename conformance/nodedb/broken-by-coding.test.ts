import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../spec/json.ts'
import { encodeFrame } from '../../spec/nodedb/codec.ts'
import { DEFAULT_DIALECT as dialect } from '../../spec/nodedb/dialect.ts'
import { framed, typeOf } from '../../spec/nodedb/frame.ts'
import { brokenByCoding } from './broken-by-coding.ts'
import { codec } from './calls.ts'
import { hexOf } from './checks/hex.ts'

const request: JsonObject = {
  type: 'ResyncRequest',
  reason: { kind: 'SequenceGap', expected: '5', received: '7' },
  from_mutation_id: '5',
  collection: 'ab',
}
const throttle: JsonObject = { type: 'Throttle', throttle: true, queue_depth: '3', suggested_rate: '9' }
const frameOf = (message: JsonObject): Uint8Array => encodeFrame(message, dialect).frame ?? new Uint8Array()

/** What is broken where a frame was written in place of the message's own. */
const written = (message: JsonObject, frame: Uint8Array): readonly string[] | undefined =>
  brokenByCoding(
    codec.encode(message),
    { ok: { frame: hexOf(frameOf(message)) } },
    { ok: { frame: hexOf(frame) } },
    dialect,
  )?.broken

/** The frame with other bytes from an offset on, under a header that fits. */
const rebodied = (message: JsonObject, body: readonly number[]): Uint8Array =>
  framed(typeOf(frameOf(message), dialect), Uint8Array.from(body), dialect)

describe('the place of the first difference tells what a frame breaks', () => {
  const plain = [...frameOf(throttle)]
  test.each<[what: string, broken: readonly string[], message: JsonObject, frame: Uint8Array]>([
    ['the type', ['NDB-003'], throttle, Uint8Array.from([0x53, ...plain.slice(1)])],
    ['the length', ['NDB-001'], throttle, Uint8Array.from([0x52, 0, 0, 0, 4, ...plain.slice(5)])],
    ['a byte behind the frame', ['NDB-008'], throttle, Uint8Array.from([...plain, 10])],
    ['a byte behind the value', ['NDB-032'], throttle, rebodied(throttle, [...plain.slice(5), 10])],
    ['members that change places', ['NDB-016'], throttle, rebodied(throttle, [0x93, 0xc3, 9, 3])],
    ['a wide integer', ['NDB-022'], throttle, rebodied(throttle, [0x93, 0xc3, 0xcc, 3, 9])],
    ['another integer', ['NDB-025', 'NDB-016'], throttle, rebodied(throttle, [0x93, 0xc3, 4, 9])],
    ['a boolean of another form', ['NDB-021'], throttle, rebodied(throttle, [0x93, 1, 3, 9])],
    [
      'the order of a reason',
      ['NDB-025', 'NDB-018'],
      request,
      frameOf({ ...request, reason: { kind: 'SequenceGap', expected: '6', received: '7' } }),
    ],
    ['a text', ['NDB-027'], request, frameOf({ ...request, collection: 'AB' })],
  ])('%s', (_, broken, message, frame) => {
    expect(written(message, frame)).toEqual(broken)
  })

  test('what speaks of another place is kept', () => {
    const found = brokenByCoding(
      codec.encode(request),
      { ok: { frame: hexOf(frameOf(request)) } },
      { ok: { frame: hexOf(frameOf({ ...request, collection: 'AB' })) } },
      dialect,
    )
    expect(found?.kept).toEqual(expect.arrayContaining(['NDB-001', 'NDB-002', 'NDB-015', 'NDB-018', 'NDB-022']))
    expect(found?.kept).not.toContain('NDB-027')
  })
})

describe('the member that was misread tells what a reader breaks', () => {
  const read = (right: JsonObject, got: JsonObject): readonly string[] | undefined =>
    brokenByCoding(
      codec.decode('00'),
      { ok: { type: 80, consumed: 1, message: right } },
      { ok: { type: 80, consumed: 1, message: got } },
      dialect,
    )?.broken

  test.each<[what: string, broken: readonly string[] | undefined, right: JsonObject, got: JsonObject]>([
    ['an id', ['NDB-025', 'NDB-015'], request, { ...request, from_mutation_id: '4' }],
    ['a text', ['NDB-027', 'NDB-015'], request, { ...request, collection: 'a' }],
    ['a reason', ['NDB-017'], request, { ...request, reason: { kind: 'CorruptedState' } }],
    ['a boolean', ['NDB-021'], throttle, { ...throttle, throttle: false }],
    ['another message', undefined, request, throttle],
    ['nothing', undefined, request, request],
  ])('%s', (_, broken, right, got) => {
    expect(read(right, got)).toEqual(broken)
  })
})
