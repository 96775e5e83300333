import type { Setting } from '../../../machines/model/model.ts'
import { anything, Fitting, optional, type Pattern } from '../../../machines/model/pattern.ts'
import { speaking, spoken } from '../../../machines/nodedb/models/spoken.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { encodeFrame } from '../../../spec/nodedb/codec.ts'
import { crc32c } from '../../../spec/nodedb/crc32c.ts'
import type { Check } from '../../kit/check.ts'
import { bytesOf, hexOf } from './exemplars.ts'
import { type ScriptStep, scriptCheck } from './script.ts'

const collection = 'rows'

const frame = (message: JsonObject, setting: Setting): string =>
  hexOf(encodeFrame(message, spoken(setting)).frame ?? new Uint8Array())
const request = (from: string, setting: Setting): string =>
  frame(
    {
      type: 'ResyncRequest',
      reason: { kind: 'SequenceGap', expected: '1', received: '2' },
      from_mutation_id: from,
      collection,
    },
    setting,
  )
const done: Pattern = {}
const step = (op: string, params: JsonObject, ok: Pattern, ...requirements: string[]): ScriptStep => ({
  op,
  params,
  expect: { ok },
  requirements,
})
const payloadOf = (nth: number): string => hexOf(Buffer.from(`${nth}`))
const append = (nth: number): ScriptStep =>
  step('tx.append', { collection, document_id: `d${nth}`, payload: payloadOf(nth) }, { mutation_id: `${nth}` })
const appends = (count: number): ScriptStep[] => Array.from({ length: count }, (_, at) => append(at + 1))
const attach = step('tx.attach', { peer: '1' }, done)

/** One id is acknowledged, and no other. */
export const acknowledgements = scriptCheck({
  id: 'nodedb/acknowledgements',
  kind: 'scenario',
  requirements: ['NDB-119'],
  needs: ['tx.append', 'acks'],
  explain: 'Of five deltas pushed the last is acknowledged, then the third: the others stay pending.',
  configure: speaking,
  scripts: () => [
    {
      name: 'the last, then the third',
      steps: [
        attach,
        ...appends(5),
        step('tx.drain', { peer: '1', max: 100 }, { out: anything }),
        step('tx.ack', { peer: '1', collection, mutation_id: '5' }, done),
        step('tx.pending', { peer: '1', collection }, { mutation_ids: ['1', '2', '3', '4'] }, 'NDB-119'),
        step('tx.ack', { peer: '1', collection, mutation_id: '3' }, done),
        step('tx.pending', { peer: '1', collection }, { mutation_ids: ['1', '2', '4'] }, 'NDB-119'),
      ],
    },
  ],
})

const rows = 10_001
const payloads = new Map(Array.from({ length: rows }, (_, at) => [`d${at + 1}`, payloadOf(at + 1)]))

/** One snapshot that holds every document once and with its payload, in any order. */
function isWhole(out: Json): boolean {
  if (!Array.isArray(out) || out.length !== 1) return false
  const { items } = out[0] as { readonly items?: Json }
  if (!Array.isArray(items) || items.length !== rows) return false
  const told = new Map((items as JsonObject[]).map((item) => [item.document_id, item.payload]))
  return told.size === rows && [...payloads].every(([id, payload]) => told.get(id) === payload)
}

/** Snapshots of more rows than a page. */
export const completeness = scriptCheck({
  id: 'nodedb/complete-snapshot',
  kind: 'scenario',
  requirements: ['NDB-091'],
  needs: ['tx.frame', 'tx.drain'],
  explain: 'A snapshot of 10001 documents has all of them.',
  configure: speaking,
  scripts: (setting) => [
    {
      name: '10001 rows',
      steps: [
        ...appends(rows),
        attach,
        step('tx.frame', { peer: '1', hex: request('0', setting) }, { refused: optional }),
        step(
          'tx.drain',
          { peer: '1', max: 1 },
          { out: new Fitting(`one snapshot of ${rows} documents, each with its payload`, isWhole) },
          'NDB-091',
        ),
      ],
    },
  ],
})

/** A flood of equal requests. */
export const flood = scriptCheck({
  id: 'nodedb/request-flood',
  kind: 'scenario',
  requirements: ['NDB-120', 'NDB-092'],
  needs: ['tx.frame', 'tx.drain'],
  explain: 'A thousand requests for the same five deltas cause one replay.',
  configure: speaking,
  scripts: (setting) => [
    {
      name: '1000 requests',
      steps: [
        attach,
        ...appends(5),
        step('tx.drain', { peer: '1', max: 100 }, { out: anything }),
        ...Array.from({ length: 1_000 }, () =>
          step('tx.frame', { peer: '1', hex: request('1', setting) }, { refused: optional }),
        ),
        step(
          'tx.drain',
          { peer: '1', max: 65_536 },
          { out: new Fitting('five deltas', (got: Json) => Array.isArray(got) && got.length === 5) },
          'NDB-120',
          'NDB-092',
        ),
        ...[append(6)],
        step(
          'tx.drain',
          { peer: '1', max: 65_536 },
          { out: new Fitting('one delta', (got: Json) => Array.isArray(got) && got.length === 1) },
          'NDB-092',
        ),
      ],
    },
  ],
})

const received = (frames: Pattern, ...applied: string[]): Pattern => ({
  frames,
  applied: applied.map((mutation_id) => ({ peer: '1', collection, mutation_id })),
  installed: [],
})
const delta = (id: string, payload: string, checksum: number): JsonObject => ({
  collection,
  document_id: 'd',
  mutation_id: id,
  payload,
  checksum,
})
/** A damaged delta: asked for again, and not applied. */
const refusal = (params: JsonObject): ScriptStep => ({
  ...step('rx.delta', params, received(someRequest), 'NDB-045', 'NDB-046'),
  attribution: { frames: ['NDB-045'], effects: ['NDB-046'], reply: ['NDB-045'] },
})
const someRequest = new Fitting('one request', (got: Json) => Array.isArray(got) && got.length === 1)

/** Payloads at the edge of what a checksum tells. */
export const checksumEdges = scriptCheck({
  id: 'nodedb/checksum-edges',
  kind: 'scenario',
  requirements: ['NDB-045', 'NDB-046', 'NDB-047'],
  needs: ['rx.delta'],
  explain: 'A payload whose checksum is 0 travels unprotected; every single bit of a protected one counts.',
  configure: speaking,
  scripts: () => [
    {
      name: 'true checksum 0',
      steps: [
        step('rx.delta', delta('1', 'ab9be09b', 0), received([], '1'), 'NDB-047'),
        step('rx.delta', delta('2', 'ab9be09a', 0), received([], '2'), 'NDB-047'),
        refusal(delta('3', 'ab9be09b', 1)),
      ],
    },
    ...Array.from({ length: 64 }, (_, bit) => {
      const good = Buffer.from('6e6f64656462ffff', 'hex')
      const bad = Uint8Array.from(good)
      bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7))
      return {
        name: `bit ${bit} of the payload`,
        steps: [
          refusal(delta('1', hexOf(bad), crc32c(good))),
          step('rx.delta', delta('1', hexOf(good), crc32c(good)), received([], '1'), 'NDB-046'),
        ],
      }
    }),
    ...Array.from({ length: 32 }, (_, bit) => ({
      name: `bit ${bit} of the checksum`,
      steps: [
        refusal(delta('1', '6e6f', (crc32c(bytesOf('6e6f')) ^ (1 << bit)) >>> 0)),
        step('rx.delta', delta('1', '6e6f', crc32c(bytesOf('6e6f'))), received([], '1'), 'NDB-046'),
      ],
    })),
  ],
})

export const scripts: readonly Check[] = [acknowledgements, completeness, flood, checksumEdges]
