import type { Witnesses } from '../../kit/mutation/witness.ts'
import { codec, resyncRequest, rx, ses, tx } from '../calls.ts'

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
}
