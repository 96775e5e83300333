import type { Witnesses } from '../../kit/mutation/witness.ts'
import { call, reset, rx, ses, tg, tq, tx } from '../calls.ts'

/** Conversations that show the choice of each variant. */
export const choiceWitnesses: Witnesses = {
  'asks-for-all-collections': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
  ],
  'asks-after-a-restart': [call('hello')],
  'waits-after-a-snapshot': [
    rx.corrupt(),
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 984093017, mutation_id: '3' }),
    rx.snapshot({
      collection: 'a',
      watermark: '2',
      items: [
        { document_id: 'd1', payload: '613a31' },
        { document_id: 'd2', payload: '613a32' },
      ],
    }),
  ],
  'holds-while-rebuilding': [
    reset({ hold_max: 2 }),
    rx.diverge('a'),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a35', checksum: 470415025, mutation_id: '5' }),
    rx.snapshot({
      collection: 'a',
      watermark: '3',
      items: [
        { document_id: 'd0', payload: '613a33' },
        { document_id: 'd1', payload: '613a31' },
        { document_id: 'd2', payload: '613a32' },
      ],
    }),
    rx.frame('100b00000096a161a26431c400010400'),
  ],
  'silent-about-unknown-collections': [call('hello')],
  'pushes-under-its-own-name': [call('hello')],
  'covers-what-was-compacted': [
    tx.attach('1'),
    tx.append('a', 'd1', '613a31'),
    tx.append('a', 'd2', '613a32'),
    tx.compact('a', '2'),
    tx.drain('1', 1),
  ],
  'empty-deltas-are-refused-first': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '100e00000096a161a164c4000701ce80000000'),
  ],
  'sessions-ask-again': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '100c00000096a161a164c402abcd070101'),
  ],
  'never-holds': [call('hello')],
  'announces-a-new-rate': [reset({ high: 2, low: 0 }), tq.depth(2), tq.advance(1_000), tq.depth(2)],
  'empty-deltas-delete': [call('hello')],
  'keeps-throttle-over-sessions': [call('hello')],
  'newer-wire-version': [call('hello')],
  'holds-by-default': [call('hello')],
  'adopts-the-first-delta': [call('hello')],
  'snapshot-documents-in-reverse': [
    tx.append('a', 'd1', '613a31'),
    tx.append('a', 'd2', '613a32'),
    tx.attach('1'),
    tx.frame('1', '50150000009392ae436f727275707465645374617465c000a161'),
    tx.drain('1', 2),
  ],
  'collections-in-reverse': [
    tx.append('a', 'd1', '613a31'),
    tx.append('b', 'd1', '623a31'),
    tx.attach('1'),
    tx.frame('1', '50140000009392ae436f727275707465645374617465c000a0'),
    tx.drain('1', 2),
  ],
  'pushes-without-burst': [tg.attach('1'), tg.frame('1', '520600000093c3cd13880a'), tg.enqueue('1', 11)],
  'pushes-before-it-queues': [
    reset({ unthrottled_rate: 20, queue_max: 30 }),
    tg.attach('1'),
    tg.enqueue('1', 31),
    tg.advance(2498),
  ],
  'full-queues-drop-the-oldest': [reset({ unthrottled_rate: 20, queue_max: 30 }), tg.attach('1'), tg.enqueue('1', 31)],
  'refuses-with-other-words': [ses.open, ses.frame(0, '101300000096a161a164c40537206120300700ce62a3fb7e')],
  'releases-with-its-rate': [reset({ high: 1, rate: '18446744073709551615' }), tq.depth(1), tq.depth(0)],
  'no-capabilities': [call('hello')],
  'takes-three-pushes-at-once': [call('hello')],
  'drops-over-the-rate-in-silence': [
    reset({ push_burst: 3 }),
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d'),
    ses.frame(0, '101300000096a161a164c40537206120320702ce83988b89'),
    ses.frame(0, '101300000096a161a164c40537206120330703ce71f3088a'),
    ses.frame(0, '101300000096a161a164c40537206120350705ce5752ef62'),
  ],
  'drops-id-zero-in-silence': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120300700ce62a3fb7e'),
  ],
  'serves-while-rebuilding': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 1536385454, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
    rx.documents('a'),
  ],
  'is-calm-after-a-reconnect': [tq.link(false), tq.link(true)],
}
