import type { Witnesses } from '../../kit/mutation/witness.ts'
import { codec, reset } from '../calls.ts'

/** Conversations that show faults of the codec. */
export const codecWitnesses: Witnesses = {
  'length-is-big-endian': [
    codec.encode({ type: 'Throttle', throttle: true, queue_depth: '5000', suggested_rate: '100' }),
  ],
  'resync-has-type-51': [
    codec.encode({
      type: 'ResyncRequest',
      reason: { kind: 'SequenceGap', expected: '2', received: '5' },
      from_mutation_id: '2',
      collection: '',
    }),
  ],
  'throttle-has-type-53': [
    codec.encode({ type: 'Throttle', throttle: true, queue_depth: '5000', suggested_rate: '100' }),
  ],
  'short-headers-are-truncated-bodies': [codec.decode('')],
  'unknown-types-are-pings': [codec.decode('98130000009392ab53657175656e636547617092020502a0')],
  'declared-lengths-are-clipped': [codec.decode('015016000000a920bb569492ab53657175656e636547617092020502a0a273')],
  'consumed-counts-the-tail': [codec.decode('50130000009392ab53657175656e636547617092020502a0ffffff')],
  'tails-are-refused': [codec.decode('50130000009392ab53657175656e636547617092020502a0ffffff')],
  'frames-end-in-a-newline': [
    codec.encode({
      type: 'ResyncRequest',
      reason: { kind: 'SequenceGap', expected: '2', received: '5' },
      from_mutation_id: '2',
      collection: '',
    }),
  ],
  'empty-throttle-is-a-release': [codec.decode('5200000000')],
  'unwritable-messages-are-empty-frames': [
    codec.encode({
      type: 'ResyncRequest',
      reason: { kind: 'ChecksumMismatch', mutation_id: '1' },
      from_mutation_id: '-1',
      collection: '',
    }),
  ],
  'bodies-choose-their-type': [codec.decode('500600000093c3cd138864')],
  'longer-structs-are-read': [codec.decode('50140000009492ab53657175656e636547617092020502a0a0')],
  'maps-are-releases': [
    codec.decode(
      '503600000083a6726561736f6e92ab53657175656e6365476170920205b066726f6d5f6d75746174696f6e5f696402aa636f6c6c656374696f6ea0',
    ),
  ],
  'collection-goes-before-the-id': [
    codec.encode({
      type: 'ResyncRequest',
      reason: { kind: 'SequenceGap', expected: '2', received: '5' },
      from_mutation_id: '2',
      collection: '',
    }),
  ],
  'depth-and-rate-are-swapped': [
    codec.encode({ type: 'Throttle', throttle: true, queue_depth: '5000', suggested_rate: '100' }),
  ],
  'reasons-are-read-in-snake-case': [codec.decode('50140000009392ac73657175656e63655f67617092020502a0')],
  'expected-and-received-are-swapped': [
    codec.encode({
      type: 'ResyncRequest',
      reason: { kind: 'SequenceGap', expected: '2', received: '5' },
      from_mutation_id: '2',
      collection: '',
    }),
  ],
  'mismatch-is-a-bare-integer': [codec.decode('50160000009392b0436865636b73756d4d69736d617463682a2aa0')],
  'unit-variants-are-bare': [
    codec.encode({ type: 'ResyncRequest', reason: { kind: 'CorruptedState' }, from_mutation_id: '0', collection: '' }),
  ],
  'one-is-true': [codec.decode('520400000093010000')],
  'integers-are-written-wide': [
    codec.encode({ type: 'Throttle', throttle: true, queue_depth: '5000', suggested_rate: '100' }),
  ],
  'wide-headers-are-refused': [codec.decode('50140000009392ab53657175656e6365476170920205cc02a0')],
  'signed-integers-are-read': [codec.decode('50140000009392ab53657175656e6365476170920205d002a0')],
  'ids-are-doubles': [
    codec.decode('50270000009392b0436865636b73756d4d69736d6174636891cf7fffffffffffffffcf7fffffffffffffffa0'),
  ],
  'strings-have-long-headers': [
    codec.encode({
      type: 'ResyncRequest',
      reason: { kind: 'ChecksumMismatch', mutation_id: '1' },
      from_mutation_id: '1',
      collection: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    }),
  ],
  'strings-are-normalised': [codec.decode('50170000009392ab53657175656e636547617092020502a4efbbbf61')],
  'invalid-text-is-replaced': [
    codec.decode(
      '50340000009392ab53657175656e636547617092020502d92061616161616161616161616161616161616161616161616161616161616161ff',
    ),
  ],
  'nil-is-all-collections': [codec.decode('50130000009392ab53657175656e636547617092020502c0')],
  'long-strings-are-clipped': [codec.decode('50180000009392ab53657175656e636547617092020502dbffffffff61')],
  'values-must-fill-the-body': [codec.decode('50140000009392ab53657175656e636547617092020502a0c0')],
  'bodies-are-padded': [
    codec.encode({
      type: 'ResyncRequest',
      reason: { kind: 'SequenceGap', expected: '2', received: '5' },
      from_mutation_id: '2',
      collection: '',
    }),
  ],
  'damaged-deltas-crash': [reset({ dialect: 'P0' }), codec.decode('101100000096a66f7264657273a26f31c40100012a00')],
  'hints-are-lost': [
    codec.decode('12270000009307af435243333243206d69736d6174636892b2496e7465677269747956696f6c6174696f6ec0'),
  ],
  'pongs-are-written-as-pings': [codec.encode({ type: 'PingPong', timestamp_ms: '1711000000000', is_pong: true })],
  'first-of-two-equal-keys-wins': [codec.decode('30090000009282a16101a1610205')],
  'times-lose-their-sign': [
    codec.encode({
      type: 'TimeseriesPush',
      lite_id: 'L',
      collection: 'cpu',
      ts_block: '01',
      val_block: '02',
      series_block: '03',
      sample_count: '1',
      min_ts: '-5',
      max_ts: '5',
      watermarks: {},
    }),
  ],
  'codec-judges-gaps': [codec.decode('50130000009392ab53657175656e636547617092050505a0')],
  'payloads-are-arrays': [
    codec.encode({
      type: 'DeltaPush',
      collection: 'orders',
      document_id: 'o1',
      delta: '313233343536373839',
      peer_id: '1',
      mutation_id: '42',
      checksum: 3808858755,
    }),
  ],
  'checksums-start-at-zero': [codec.crc32c('313233343536373839')],
  'four-members-are-half-read': [codec.decode('50190000009492b0436865636b73756d4d69736d61746368910505a161a0')],
}
