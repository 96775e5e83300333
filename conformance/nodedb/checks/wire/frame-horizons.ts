import type { JsonObject } from '../../../../spec/json.ts'
import type { Scene } from '../../../kit/cases/scalable-scene.ts'
import type { ScriptStep } from '../../../kit/cases/script.ts'
import { resyncRequest } from '../../calls.ts'
import type { FrameScripts } from '../frame-scripts.ts'
import { framesOf, inAnyDialect } from '../in-dialect.ts'
import { checksumOf } from '../payloads.ts'

/** A message written, and its frame read. */
const both = (frames: FrameScripts, message: JsonObject, ...requirements: string[]): readonly ScriptStep[] =>
  frames.both('', message, requirements).flatMap(({ steps }) => steps)

const push = (delta: string, change: JsonObject = {}): JsonObject => ({
  type: 'DeltaPush',
  collection: 'a',
  document_id: 'd',
  delta,
  peer_id: '1',
  mutation_id: '1',
  checksum: checksumOf(delta),
  ...change,
})
const request = (id: string, collection = 'a'): JsonObject =>
  resyncRequest({ kind: 'ChecksumMismatch', mutation_id: id }, id, collection)
const handshake = (change: JsonObject): JsonObject => ({
  type: 'Handshake',
  jwt_token: '',
  vector_clock: {},
  subscribed_shapes: [],
  client_version: '1',
  lite_id: '',
  epoch: '0',
  wire_version: 1,
  ...change,
})
const counted = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `n${at}`)

/** Messages that grow in one member. */
const scenes: readonly Scene<ScriptStep>[] = [
  {
    name: 'payload of bytes',
    dimension: 'size',
    inputs: (size, setting) => both(framesOf(setting), push('a5'.repeat(size)), 'NDB-038'),
  },
  {
    name: 'text of bytes',
    dimension: 'size',
    inputs: (size, setting) => both(framesOf(setting), request('1', 'a'.repeat(size)), 'NDB-026'),
  },
  {
    name: 'text',
    dimension: 'text',
    inputs: (text, setting) => [
      ...both(framesOf(setting), request('1', text), 'NDB-027'),
      ...both(framesOf(setting), push('00', { document_id: text }), 'NDB-027'),
    ],
  },
  {
    name: 'names',
    dimension: 'name',
    inputs: (names, setting) => names.flatMap((name) => both(framesOf(setting), request('1', name), 'NDB-027')),
  },
  {
    name: 'key',
    dimension: 'name',
    inputs: (names, setting) =>
      names.flatMap((name) =>
        both(framesOf(setting), { type: 'VectorClockSync', clocks: { [name]: '1' }, sender_id: '5' }, 'NDB-027'),
      ),
  },
  {
    name: 'number',
    dimension: 'number',
    inputs: (number, setting) => [
      ...both(framesOf(setting), request(`${number}`), 'NDB-022', 'NDB-025'),
      ...both(
        framesOf(setting),
        { type: 'Throttle', throttle: true, queue_depth: `${number}`, suggested_rate: `${number}` },
        ...['NDB-022', 'NDB-025'],
      ),
    ],
  },
  {
    name: 'list of texts',
    dimension: 'count',
    inputs: (count, setting) =>
      both(framesOf(setting), handshake({ subscribed_shapes: [...counted(count)] }), 'NDB-033'),
  },
  {
    name: 'list of structs',
    dimension: 'count',
    inputs: (count, setting) => {
      const peers = counted(count).map((user_id) => ({ user_id, state: 'ff', last_seen_ms: '1' }))
      return both(framesOf(setting), { type: 'PresenceBroadcast', channel: 'c', peers }, 'NDB-033')
    },
  },
]

export const frameHorizons = inAnyDialect({
  slug: 'frame-horizons',
  explain: 'Messages with payloads, texts, numbers and lists of every size at which software breaks, written and read.',
  scenes,
  covered: ['NDB-022', 'NDB-025', 'NDB-026', 'NDB-027', 'NDB-033', 'NDB-034', 'NDB-035', 'NDB-038'],
})
