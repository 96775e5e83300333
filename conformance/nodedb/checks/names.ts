import type { Setting } from '../../../machines/model/model.ts'
import { optional } from '../../../machines/model/pattern.ts'
import { merged } from '../../../machines/nodedb/charts/unordered.ts'
import { speaking, spoken } from '../../../machines/nodedb/models/spoken.ts'
import { type Json, type JsonObject, sameJson } from '../../../spec/json.ts'
import { encodeFrame } from '../../../spec/nodedb/codec.ts'
import { crc32c } from '../../../spec/nodedb/crc32c.ts'
import { type Check, check } from '../../kit/check.ts'
import { hexOf } from './exemplars.ts'
import { type Script, type ScriptStep, scriptCheck } from './script.ts'

/** Names that careless code trims, folds, normalises, cuts, or takes for one another by their beginning. */
const alike = ['a', 'A', 'ab', ' a', 'a ', 'a\0', 'é', 'e\u0301', 'a/b', 'a:b']
/** More streams than a small table holds. */
const many = Array.from({ length: 40 }, (_, at) => `c${at}`)
/** Pairs whose names run together when they are joined. */
const joined = [
  ['1', '1a'],
  ['11', 'a'],
  ['1', '11a'],
  ['111', 'a'],
] as const

interface Place {
  readonly peer: string
  readonly collection: string
}

const payloadOf = ({ peer, collection }: Place, id: number): string => hexOf(Buffer.from(`${peer} ${collection} ${id}`))

const checksumOf = (payload: string): number => crc32c(Buffer.from(payload, 'hex'))

const named = (peer: string): JsonObject => (peer === '1' ? {} : { peer })

const step = (
  op: string,
  params: JsonObject,
  ok: ScriptStep['expect']['ok'],
  ...requirements: string[]
): ScriptStep => ({
  op,
  params,
  expect: { ok: ok ?? {} },
  requirements,
})

/** Two deltas of each place in turn, each applied as if there were no other place; then what is served. */
function separate(places: readonly Place[], setting: Setting): Script[] {
  const ids = new Map<string, number>()
  const next = ({ peer, collection }: Place): number => {
    // Where ids count for a peer as a whole, they go on from place to place.
    const stream = setting.parameters.stream_scope === 'peer' ? peer : JSON.stringify([peer, collection])
    const id = (ids.get(stream) ?? 0) + 1
    ids.set(stream, id)
    return id
  }
  const last = new Map<Place, string>()
  const deltas = [...places, ...places].map((place) => {
    const id = next(place)
    const payload = payloadOf(place, id)
    last.set(place, payload)
    const { peer, collection } = place
    const params = { collection, document_id: 'd', mutation_id: `${id}`, payload, checksum: checksumOf(payload) }
    const applied = [{ peer, collection, mutation_id: `${id}` }]
    return step('rx.delta', { ...named(peer), ...params }, { frames: [], applied, installed: [] }, 'NDB-062')
  })
  const served = places.map((place) =>
    step(
      'rx.documents',
      { ...named(place.peer), collection: place.collection },
      { documents: [{ document_id: 'd', payload: last.get(place) as string }] },
      'NDB-062',
    ),
  )
  return [{ name: 'in turn', steps: [...deltas, ...(setting.capabilities.has('documents') ? served : [])] }]
}

const receiverNames = scriptCheck({
  id: 'nodedb/receiver-names',
  kind: 'scenario',
  requirements: ['NDB-062'],
  needs: ['rx.delta'],
  explain: 'Fifty streams, some of whose names differ in case, blanks or normal form only, know nothing of each other.',
  configure: speaking,
  scripts: (setting) =>
    separate(
      [...alike, ...many].map((collection) => ({ peer: '1', collection })),
      setting,
    ),
})

const receiverPeers = scriptCheck({
  id: 'nodedb/receiver-peer-names',
  kind: 'scenario',
  requirements: ['NDB-062'],
  needs: ['rx.delta', 'peers'],
  explain: 'Streams whose peer and collection run together to the same name know nothing of each other.',
  configure: speaking,
  scripts: (setting) =>
    separate(
      joined.map(([peer, collection]) => ({ peer, collection })),
      setting,
    ),
})

const rows = 10_001
const items = Array.from({ length: rows }, (_, at) => ({
  document_id: `d${String(at).padStart(5, '0')}`,
  payload: hexOf(Buffer.from(`${at}`)),
}))

const largeSnapshot = scriptCheck({
  id: 'nodedb/large-snapshot',
  kind: 'scenario',
  requirements: ['NDB-063'],
  needs: ['rx.snapshot', 'documents'],
  explain: 'A snapshot of 10001 documents is installed with all of them.',
  configure: speaking,
  scripts: () => [
    {
      name: '10001 rows',
      steps: [
        step(
          'rx.snapshot',
          { collection: 'rows', watermark: `${rows}`, items },
          { frames: [], applied: [], installed: [{ peer: '1', collection: 'rows', watermark: `${rows}` }] },
          'NDB-063',
        ),
        step('rx.documents', { collection: 'rows' }, { documents: items }, 'NDB-063'),
      ],
    },
  ],
})

/** A sender with one delta in each collection, unless told. */
class Sent {
  readonly steps: ScriptStep[] = []
  readonly #setting: Setting

  constructor(setting: Setting) {
    this.#setting = setting
  }

  append(collection: string, id = 1): this {
    const payload = payloadOf({ peer: '1', collection }, id)
    this.steps.push(step('tx.append', { collection, document_id: 'd', payload }, { mutation_id: `${id}` }, 'NDB-081'))
    return this
  }

  attach(peer: string, collections?: readonly string[]): this {
    const rights = collections === undefined ? {} : { collections: [...collections] }
    this.steps.push(step('tx.attach', { peer, ...rights }, {}, 'NDB-116'))
    return this
  }

  rights(peer: string, collections: readonly string[]): this {
    this.steps.push(step('tx.rights', { peer, collections: [...collections] }, {}, 'NDB-116'))
    return this
  }

  request(peer: string, collection: string): this {
    const reason = { kind: 'SequenceGap', expected: '1', received: '2' }
    const hex = this.#frame({ type: 'ResyncRequest', reason, from_mutation_id: '1', collection })
    this.steps.push(step('tx.frame', { peer, hex }, { refused: optional }, 'NDB-081'))
    return this
  }

  /** Deltas by collection, merged in any way. */
  drained(peer: string, expected: Readonly<Record<string, number>>, ...requirements: string[]): this {
    const sequences = Object.entries(expected).map(([collection, count]) =>
      Array.from({ length: count }, (_, at): Json => this.#delta(peer, collection, at + 1)),
    )
    const out = merged(sequences, sameJson, (item) => item)
    this.steps.push(step('tx.drain', { peer, max: 1_000 }, { out }, ...requirements))
    return this
  }

  #delta(peer: string, collection: string, id: number): JsonObject {
    const delta = payloadOf({ peer: '1', collection }, id)
    const numbers = { peer_id: peer, mutation_id: `${id}`, checksum: checksumOf(delta) }
    return { kind: 'delta', frame: this.#frame({ type: 'DeltaPush', collection, document_id: 'd', delta, ...numbers }) }
  }

  #frame(message: JsonObject): string {
    return hexOf(encodeFrame(message, spoken(this.#setting)).frame ?? new Uint8Array())
  }
}

const senderNames = scriptCheck({
  id: 'nodedb/sender-names',
  kind: 'scenario',
  requirements: ['NDB-081', 'NDB-075'],
  needs: ['tx.frame'],
  explain:
    'A request for one of several collections with names that look alike brings that one; a replay of 300 deltas brings all of them; a third peer is served like the first.',
  configure: speaking,
  scripts: (setting) => {
    const begun = (): Sent => {
      const sent = new Sent(setting)
      for (const collection of alike) sent.append(collection)
      return sent.attach('1')
    }
    const replay = new Sent(setting)
    for (let id = 1; id <= 300; id++) replay.append('a', id)
    const peers = new Sent(setting).append('a').append('a', 2)
    for (const peer of ['1', '2', '3', '11']) peers.attach(peer)
    for (const peer of ['3', '1', '11', '2']) peers.request(peer, 'a').drained(peer, { a: 2 }, 'NDB-075')
    return [
      ...alike.map((collection) => ({
        name: JSON.stringify(collection),
        steps: begun()
          .request('1', collection)
          .drained('1', { [collection]: 1 }, 'NDB-081').steps,
      })),
      { name: '300 deltas', steps: replay.attach('1').request('1', 'a').drained('1', { a: 300 }, 'NDB-075').steps },
      { name: 'four peers', steps: peers.steps },
    ]
  },
})

const senderRights = scriptCheck({
  id: 'nodedb/sender-rights',
  kind: 'scenario',
  requirements: ['NDB-116'],
  needs: ['tx.frame', 'rights'],
  explain: 'A peer gets the collections that it may read: none, another one, or one whose name begins like it.',
  configure: speaking,
  scripts: (setting) => {
    const begun = (...rights: string[]): Sent =>
      new Sent(setting).append('a').append('ab').append('A').attach('1', rights)
    return [
      { name: 'none', steps: begun().request('1', '').request('1', 'a').drained('1', {}, 'NDB-116').steps },
      {
        name: 'another one',
        steps: begun('ab').request('1', 'a').request('1', 'A').drained('1', {}, 'NDB-116').steps,
      },
      { name: 'all that it may', steps: begun('ab').request('1', '').drained('1', { ab: 1 }, 'NDB-116').steps },
      {
        name: 'none any more',
        steps: begun('a', 'ab').rights('1', []).request('1', '').request('1', 'a').drained('1', {}, 'NDB-116').steps,
      },
    ]
  },
})

/** Names, numbers of streams and numbers of rows beyond those that walks use. */
export const names: readonly Check[] = [receiverNames, receiverPeers, largeSnapshot, senderNames, senderRights].map(
  check,
)
