import { expect, test } from 'vitest'
import { merged } from '../../machines/nodedb/charts/unordered.ts'
import type { Json } from '../../spec/json.ts'
import { encodeFrame } from '../../spec/nodedb/codec.ts'
import { DEFAULT_DIALECT as dialect } from '../../spec/nodedb/dialect.ts'
import { brokenByPushing } from './broken-by-pushing.ts'
import { hexOf } from './checks/hex.ts'

const delta = (collection: string, id: number, payload = '61'): Json => {
  const message = {
    type: 'DeltaPush',
    collection,
    document_id: 'd',
    delta: payload,
    peer_id: '1',
    mutation_id: `${id}`,
    checksum: 0,
  }
  return { kind: 'delta', frame: hexOf(encodeFrame(message, dialect).frame ?? new Uint8Array()) }
}
const a = [1, 2, 3].map((id) => delta('a', id))
const b = [1, 2].map((id) => delta('b', id))
const replay = ['NDB-075', 'NDB-076', 'NDB-078', 'NDB-079', 'NDB-080', 'NDB-081', 'NDB-082', 'NDB-093']
const found = (out: readonly Json[], blamed = replay) => {
  const expected = {
    ok: {
      out: merged(
        [a, b],
        (one, other) => one === other,
        (item) => item,
      ),
    },
  }
  return brokenByPushing(expected, { ok: { out: [...out] } }, blamed, dialect)
}

test.each<[what: string, broken: readonly string[], out: readonly Json[]]>([
  ['a replay that starts behind the id asked for', ['NDB-076'], [...a.slice(1), ...b]],
  ['one that starts later still', ['NDB-075'], [...a.slice(2), ...b]],
  ['one with a hole', ['NDB-078'], [a[0] as Json, a[2] as Json, ...b]],
  ['one in another order', ['NDB-079'], [a[1] as Json, a[0] as Json, a[2] as Json, ...b]],
  ['one that says something else', ['NDB-080'], [delta('a', 1, '62'), ...a.slice(1), ...b]],
  ['one of one collection alone', ['NDB-082'], a],
  ['no answer', ['NDB-075', 'NDB-093'], []],
])('%s', (_, broken, out) => {
  expect(found(out)?.broken).toEqual(broken)
})

test('what the charts do not blame is not broken, and what the answer keeps is not blamed', () => {
  expect(found(a.slice(1), ['NDB-078'])?.broken).toEqual([])
  expect(found([...a.slice(1), ...b])?.kept).toEqual(['NDB-080', 'NDB-079', 'NDB-081', 'NDB-082', 'NDB-093'])
  expect(found([...a, ...b, delta('c', 1)])?.kept).not.toContain('NDB-081')
})

test('where a snapshot is due the place tells nothing', () => {
  expect(found([{ kind: 'snapshot', collection: 'a', watermark: '3', items: [] }])).toBeUndefined()
})
