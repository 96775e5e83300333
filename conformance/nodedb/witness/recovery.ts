import type { Witnesses } from '../../kit/mutation/witness.ts'
import { rx } from '../calls.ts'

/** Conversations that show faults of receivers around what they ask for: snapshots, repeats, links and restarts. */
export const recoveryWitnesses: Witnesses = {
  'damaged-stores-are-served': [rx.corrupt()],
  'divergence-is-ignored': [rx.diverge('a')],
  'divergence-is-ignored-when-fresh': [rx.diverge('a')],
  'late-deltas-move-back': [
    rx.snapshot({ collection: 'b', watermark: '1', items: [{ document_id: 'd1', payload: '623a31' }] }),
    rx.delta({ collection: 'b', document_id: 'd2', payload: '623a32', checksum: 585978409, mutation_id: '2' }),
    rx.frame('101200000096a162a26431c403623a310101ce31bda1dd'),
    rx.delta({ collection: 'b', document_id: 'd2', payload: '623a30', checksum: 585978409, mutation_id: '2' }),
  ],
  'held-deltas-survive-a-crash': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.restart,
  ],
  'intervals-have-no-limit': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.advance(149905),
  ],
  'repetitions-keep-the-old-id': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a30', checksum: 3368260186, mutation_id: '2' }),
    rx.advance(5000),
  ],
  'repeats-are-late': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.advance(5000),
  ],
  'requests-are-never-repeated': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a30', checksum: 3368260186, mutation_id: '2' }),
    rx.advance(5000),
  ],
  'intervals-do-not-grow': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.advance(5000),
    rx.advance(5000),
  ],
  'needs-are-lost-with-the-link': [
    rx.link(false),
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
    rx.link(true),
  ],
  'requests-go-out-without-a-link': [
    rx.snapshot({ collection: 'b', watermark: '1', items: [{ document_id: 'd1', payload: '623a31' }] }),
    rx.link(false),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 4247946822, mutation_id: '7' }),
  ],
  'a-crash-forgets-next': [
    rx.frame('101200000096a161a26431c403613a310101cedb9361ae'),
    rx.restart,
    rx.delta({
      collection: 'a',
      document_id: 'd0',
      payload: '613a34353033353939363237333730343938',
      checksum: 0,
      mutation_id: '9007199254740993',
    }),
  ],
  'a-reconnect-adopts-what-comes': [
    rx.delta({ collection: 'b', document_id: 'd2', payload: '623a35', checksum: 0, mutation_id: '5' }),
    rx.link(true),
    rx.restart,
    rx.delta({
      collection: 'b',
      document_id: 'd0',
      payload: '623a34353033353939363237333730353031',
      checksum: 0,
      mutation_id: '18446744073709551615',
    }),
  ],
  'needs-close-early': [
    rx.clean('b', '2'),
    rx.frame('101200000096a162a26432c403623a320102ce22ed5229'),
    rx.delta({ collection: 'b', document_id: 'd0', payload: '623a33', checksum: 0, mutation_id: '3' }),
    rx.delta({ collection: 'b', document_id: 'd0', payload: '623a36', checksum: 0, mutation_id: '6' }),
    rx.frame('100b00000096a162a26431c400010400'),
    rx.advance(5000),
  ],
  'snapshots-close-needs-above-them': [
    rx.frame('101200000096a161a26430c403613a360106ce0f590545'),
    rx.snapshot({
      collection: 'a',
      watermark: '5',
      items: [
        { document_id: 'd0', payload: '613a33' },
        { document_id: 'd2', payload: '613a35' },
      ],
    }),
    rx.advance(6209),
  ],
  'recovery-clears-every-need': [
    rx.frame('101200000096a161a26431c403613a310101cedb9361ae'),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.delta({ collection: 'b', document_id: 'd0', payload: '623a33', checksum: 0, mutation_id: '3' }),
    rx.frame('101200000096a161a26430c403613a330103ce3aa81159'),
    rx.advance(5000),
  ],
  'snapshots-are-merged': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.diverge('a'),
    rx.snapshot({ collection: 'a', watermark: '1', items: [{ document_id: 'd1', payload: '613a31' }] }),
    rx.documents('a'),
  ],
  'snapshots-arrive-in-part': [
    rx.snapshot({
      collection: 'a',
      watermark: '2',
      items: [
        { document_id: 'd1', payload: '613a31' },
        { document_id: 'd2', payload: '613a32' },
      ],
    }),
    rx.documents('a'),
  ],
  'snapshots-do-not-rebase': [
    rx.snapshot({
      collection: 'a',
      watermark: '3',
      items: [
        { document_id: 'd0', payload: '613a33' },
        { document_id: 'd1', payload: '613a31' },
        { document_id: 'd2', payload: '613a32' },
      ],
    }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
  ],
  'watermarks-are-exclusive': [
    rx.snapshot({
      collection: 'a',
      watermark: '3',
      items: [
        { document_id: 'd0', payload: '613a33' },
        { document_id: 'd1', payload: '613a31' },
        { document_id: 'd2', payload: '613a32' },
      ],
    }),
    rx.frame('101200000096a161a26430c403613a330103ce3aa81159'),
  ],
  'level-snapshots-are-refused': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
    rx.snapshot({
      collection: 'a',
      watermark: '3',
      items: [
        { document_id: 'd0', payload: '613a33' },
        { document_id: 'd1', payload: '613a31' },
        { document_id: 'd2', payload: '613a32' },
      ],
    }),
  ],
  'stale-snapshots-are-taken': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.snapshot({ collection: 'a', watermark: '1', items: [{ document_id: 'd1', payload: '613a31' }] }),
  ],
  'ids-wrap': [
    rx.snapshot({
      collection: 'b',
      watermark: '18446744073709551611',
      items: [{ document_id: 'd1', payload: '623a31' }],
    }),
    rx.frame('101600000096a162a26432c403623a3201cffffffffffffffffc00'),
    rx.frame('101a00000096a162a26430c403623a3301cffffffffffffffffdced086d12a'),
    rx.frame('101300000096a162a26431c40001cffffffffffffffffe00'),
    rx.frame('101a00000096a162a26432c403623a3501cfffffffffffffffffcef62736c2'),
    rx.frame('101300000096a162a26431c40001cffffffffffffffffe00'),
  ],
  'next-is-a-double': [
    rx.clean('a', '9007199254740991'),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '9007199254740991' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '9007199254740992' }),
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '9007199254740993' }),
  ],
  'snapshots-clear-other-collections': [
    rx.snapshot({ collection: 'a', watermark: '1', items: [{ document_id: 'd1', payload: '613a31' }] }),
    rx.snapshot({
      collection: 'b',
      watermark: '10',
      items: [
        { document_id: 'd0', payload: '623a39' },
        { document_id: 'd1', payload: '623a3130' },
      ],
    }),
    rx.documents('a'),
  ],
}
