import type { JsonObject } from '../../../spec/json.ts'
import { encodeFrame } from '../../../spec/nodedb/codec.ts'
import { DEFAULT_DIALECT } from '../../../spec/nodedb/dialect.ts'
import type { Witnesses } from '../../kit/mutation/witness.ts'
import { codec, reset, resyncRequest, rx, sequenceGap, ses, tg, tq, tx } from '../calls.ts'

const counted = (count: number): number[] => Array.from({ length: count }, (_, at) => at)
const times = <Item>(count: number, item: Item): Item[] => counted(count).map(() => item)
const rows = counted(10_001).map((at) => ({ document_id: `d${at}`, payload: '31' }))

/** Asks the sender for what follows id 1 of collection `a`, or of `rows`; one beyond the log gets a snapshot. */
const replayOfA = tx.frame('1', '50140000009392ab53657175656e636547617092010201a161')
const replayOfRows = tx.frame('1', '50170000009392ab53657175656e636547617092010201a4726f7773')
const snapshotOfRows = tx.frame('1', '50170000009392ab53657175656e636547617092010200a4726f7773')

const tenThousandRows = [
  ...rows.map(({ document_id, payload }) => tx.append('rows', document_id, payload)),
  tx.attach('1'),
  snapshotOfRows,
  tx.drain('1', 1),
]

const first = (collection: string, mutation_id = '1') =>
  rx.delta({ collection, document_id: 'd', mutation_id, payload: '31', checksum: 0 })

const frame = (message: JsonObject): string =>
  Buffer.from(encodeFrame(message, DEFAULT_DIALECT).frame ?? []).toString('hex')
const throttle = (on: boolean, queue_depth: string, suggested_rate = '1'): string =>
  frame({ type: 'Throttle', throttle: on, queue_depth, suggested_rate })
const asks = (collection: string, from = '1', peer = '1') =>
  tx.frame(peer, frame(resyncRequest(sequenceGap('1', '2'), from, collection)))
const shake = (session: number, lite_id: string, jwt_token = '', epoch = '5') =>
  ses.frame(
    session,
    frame({
      ...{ type: 'Handshake', jwt_token, vector_clock: {}, subscribed_shapes: ['s'], client_version: '1' },
      ...{ lite_id, epoch, wire_version: 1 },
    }),
  )
const push = (mutation_id: string) =>
  ses.frame(
    0,
    frame({
      ...{ type: 'DeltaPush', collection: 'a', document_id: 'd', delta: '31', peer_id: '7', mutation_id, checksum: 0 },
    }),
  )
const arrives = (mutation_id: number, payload = '31', checksum = 0) =>
  rx.delta({ collection: 'a', document_id: 'd', mutation_id: `${mutation_id}`, payload, checksum })
const cut = `${'a'.repeat(63)}é`

/** Conversations that show faults which need a size, a count or a time. */
export const quantityWitnesses: Witnesses = {
  'large-bodies-are-cut': [codec.encode(resyncRequest({ kind: 'CorruptedState' }, '0', 'a'.repeat(16 * 1024 * 1024)))],
  'large-snapshots-are-installed-in-part': [
    rx.snapshot({ collection: 'rows', watermark: '10001', items: rows }),
    rx.documents('rows'),
  ],
  'snapshots-repeat-rows': tenThousandRows,
  'snapshots-have-a-row-cap': tenThousandRows,
  'large-snapshots-are-not-sent': tenThousandRows,
  'replays-end-after-fifty': [...times(51, tx.append('a', 'd', '31')), tx.attach('1'), replayOfA, tx.drain('1', 1_000)],
  'repeated-requests-get-snapshots-too': [
    ...times(3, tx.append('rows', 'd', '31')),
    tx.attach('1'),
    replayOfRows,
    replayOfRows,
    tx.drain('1', 1_000),
  ],
  'the-oldest-stream-makes-room': [...counted(17).map((at) => first(`c${at}`)), first('c0', '2')],
  'tokens-never-expire': [
    ses.token('short', 1_000),
    ses.advance(1_000),
    ses.open,
    ses.frame(0, '010f00000097a573686f72748090a131a17a0101'),
  ],
  'checksums-are-of-32-bytes': [codec.crc32c('61'.repeat(33))],
  'payloads-have-16-bit-lengths': [
    codec.encode({
      ...{ type: 'DeltaPush', collection: 'a', document_id: 'd', delta: '00'.repeat(65_536) },
      ...{ peer_id: '1', mutation_id: '1', checksum: 0 },
    }),
  ],
  'empty-lists-end-the-process': [codec.decode('010a00000097a08090a131a1780101')],
  'characters-are-cut-at-64-bytes': [codec.decode(frame(resyncRequest({ kind: 'CorruptedState' }, '0', cut)))],
  'damaged-deltas-are-seen': [arrives(2), rx.frame('100b00000096a161a164c401310105c3'), rx.advance(5_000)],
  'large-payloads-are-not-verified': [arrives(1, '31'.repeat(8_193), 1)],
  'the-last-64-ids-are-known': [...counted(65).map((at) => arrives(at + 1)), arrives(66), arrives(1)],
  'wide-gaps-are-new-streams': [arrives(1), arrives(259)],
  'held-deltas-are-compared-as-text': [
    reset({ hold_max: 20 }),
    ...counted(10).map((at) => arrives(at + 2)),
    arrives(1),
  ],
  'intervals-run-away': [arrives(2), rx.advance(4_000_000)],
  'reconnects-are-given-up': [
    arrives(2),
    ...times(32, [rx.link(false), rx.link(true)]).flat(),
    rx.link(false),
    rx.link(true),
  ],
  'deadlines-have-31-bits': [arrives(2), rx.advance(2 ** 31 + 60_000)],
  'streams-are-found-by-a-hash': [first('Aa'), first('BB')],
  'names-are-cut-at-255-bytes': [first(`${'x'.repeat(255)}a`), first(`${'x'.repeat(255)}b`)],
  'ids-beyond-the-head-end-the-process': [tx.append('a', 'd', '31'), tx.attach('1'), asks('a', '3')],
  'a-star-is-every-collection': [tx.append('a', 'd', '31'), tx.attach('1'), asks('*'), tx.drain('1', 10)],
  'a-hundred-collections-are-all': [
    ...counted(101).map((at) => tx.append(`c${at}`, 'd', '31')),
    tx.attach('1'),
    asks(''),
    tx.drain('1', 1_000),
  ],
  'replays-end-after-500': [...times(501, tx.append('a', 'd', '31')), tx.attach('1'), asks('a'), tx.drain('1', 1_000)],
  'the-last-64-pushes-are-pending': [
    tx.attach('1'),
    ...times(66, tx.append('a', 'd', '31')),
    tx.drain('1', 100),
    tx.ack('1', 'a', '66'),
    tx.pending('1', 'a'),
  ],
  'eight-peers-are-served': [
    tx.append('a', 'd', '31'),
    ...counted(9).map((at) => tx.attach(`${at + 1}`)),
    asks('a', '1', '1'),
  ],
  'deep-releases-are-ignored': [
    tg.attach('1'),
    tg.frame('1', throttle(true, '1')),
    tg.frame('1', throttle(false, '2000')),
    tg.enqueue('1', 5),
  ],
  'limits-last-a-day': [tg.attach('1'), tg.frame('1', throttle(true, '1')), tg.advance(86_400_001), tg.enqueue('1', 5)],
  'depths-are-single-floats': [tq.depth(2 ** 24 + 1)],
  'sixteen-clients-are-known': [
    ...counted(17).flatMap((at) => [ses.open, shake(at, `c${at}`)]),
    ses.open,
    shake(17, 'c0'),
  ],
  'lifetimes-have-31-bits': [ses.token('t', 2 ** 31 + 1), ses.open, shake(0, 'x', 't')],
  'clients-are-known-without-case': [ses.open, shake(0, 'acme'), ses.open, shake(1, 'Acme')],
  'the-last-hundred-mutations-are-known': [
    ses.open,
    shake(0, 'x'),
    ...counted(101).map((at) => push(`${at + 1}`)),
    push('1'),
  ],
  'payloads-beyond-a-mebibyte-are-not-verified': [arrives(1, '31'.repeat(2 ** 20 + 1), 1)],
  'texts-end-after-a-mebibyte': [
    codec.decode(frame(resyncRequest({ kind: 'CorruptedState' }, '0', 'a'.repeat(2 ** 20 + 1)))),
  ],
  'peer-numbers-have-32-bits': [
    tx.attach('1'),
    tx.attach('4294967297'),
    tx.append('a', 'd', '31'),
    tx.drain('1', 10),
    tx.drain('4294967297', 10),
  ],
  'acknowledgements-ignore-case': [
    tx.attach('1'),
    tx.append('acme', 'd', '31'),
    tx.append('Acme', 'd', '31'),
    tx.drain('1', 10),
    tx.ack('1', 'acme', '1'),
    tx.pending('1', 'Acme'),
  ],
  'tokens-are-compared-in-256-bytes': [
    ses.token(`${'t'.repeat(256)}a`, 1_000),
    ses.open,
    shake(0, 'x', `${'t'.repeat(256)}b`),
  ],
  'tokens-are-trimmed': [ses.token('t', 1_000), ses.open, shake(0, 'x', 't ')],
  'streams-are-kept-in-a-table-of-1000': [...counted(1001).map((at) => first(`c${at}`)), first('c0', '2')],
  'mutations-are-known-in-a-ring-of-1000': [
    reset({ push_burst: 1_000_000, push_rate: 1_000_000 }),
    ses.open,
    shake(0, 'x'),
    ...counted(1001).map((at) => push(`${at + 1}`)),
    push('1'),
  ],
}
