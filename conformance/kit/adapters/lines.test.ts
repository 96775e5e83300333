import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from './lines.ts'

function split(chunks: readonly Buffer[], limit?: number): { lines: string[]; rest: string; code: unknown } {
  const lines: string[] = []
  const splitter = new LineSplitter(limit)
  let code: unknown
  try {
    for (const chunk of chunks) splitter.push(chunk, (line) => lines.push(line))
  } catch (error) {
    code = error instanceof Error && 'code' in error ? error.code : error
  }
  return { lines, rest: Buffer.from(splitter.rest()).toString(), code }
}

const text = fc.string({ unit: 'binary' }).map((line) => line.replaceAll('\n', ' '))

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = []
  let at = 0
  for (const size of sizes) {
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return [...chunks, bytes.subarray(at)]
}

test('the lines do not depend on how the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(text), text, fc.array(fc.nat(9)), (lines, rest, sizes) => {
      const bytes = Buffer.from([...lines, rest].join('\n'))
      expect(split(cut(bytes, sizes))).toEqual({ lines, rest, code: undefined })
    }),
  )
})

test('a line of exactly the limit passes, one byte more does not, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5)), fc.boolean(), (sizes, finished) => {
      const end = finished ? '\nok\n' : ''
      const fits = split(cut(Buffer.from(`one\n${'x'.repeat(8)}${end}`), sizes), 8)
      expect(fits.code).toBeUndefined()
      const long = split(cut(Buffer.from(`one\n${'x'.repeat(9)}${end}`), sizes), 8)
      expect(long).toMatchObject({ lines: ['one'], code: 'CUT-ADAPTER-LINE-LENGTH' })
    }),
  )
})

const badUtf8: readonly [what: string, bytes: number[]][] = [
  ['a stray continuation byte', [0x80]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['a value above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['a character cut off by LF', [0xe2, 0x82]],
]

test.each(badUtf8)('%s is refused, after the lines before it and however it is cut', (_, bytes) => {
  const stream = Buffer.concat([Buffer.from('good\n"'), Buffer.from(bytes), Buffer.from('\n"later"\n')])
  fc.assert(
    fc.property(fc.array(fc.nat(4)), (sizes) => {
      expect(split(cut(stream, sizes))).toMatchObject({ lines: ['good'], code: 'CUT-ADAPTER-UTF8' })
    }),
  )
})

test('a byte order mark is part of its line', () => {
  expect(split([Buffer.from('\ufeff{}\n')]).lines).toEqual(['\ufeff{}'])
})
