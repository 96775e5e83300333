import type { Witnesses } from '../../kit/mutation/witness.ts'
import { reset, rx } from '../calls.ts'

/** Conversations that show faults of receivers. */
export const receiverWitnesses: Witnesses = {
  'gaps-are-not-asked': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
  ],
  'gap-names-are-swapped': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
  ],
  'gap-names-the-first-id-seen': [
    rx.delta({
      collection: 'a',
      document_id: 'd0',
      payload: '613a34353033353939363237333730353031',
      checksum: 0,
      mutation_id: '18446744073709551615',
    }),
  ],
  'resumes-at-what-arrived': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
  ],
  'scope-is-the-peer': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
  ],
  'damage-is-asked-behind': [
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '1', payload: 'ab9be09b', checksum: 0 }),
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '2', payload: 'ab9be09a', checksum: 0 }),
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '3', payload: 'ab9be09b', checksum: 1 }),
  ],
  'damage-is-reported-as-gap': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
  ],
  'damaged-deltas-are-applied': [
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '1', payload: 'ab9be09b', checksum: 0 }),
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '2', payload: 'ab9be09a', checksum: 0 }),
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '3', payload: 'ab9be09b', checksum: 1 }),
  ],
  'short-payloads-are-not-checked': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
  ],
  'zero-checksums-are-checked': [
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '1', payload: 'ab9be09b', checksum: 0 }),
    rx.delta({ collection: 'rows', document_id: 'd', mutation_id: '2', payload: 'ab9be09a', checksum: 0 }),
  ],
  'damaged-stores-resume': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 1536385454, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
  ],
  'false-gap-after-interleaving': [
    rx.delta({ collection: 'a', document_id: 'd', mutation_id: '1', payload: '3120612031', checksum: 11475349 }),
    rx.delta({ collection: 'A', document_id: 'd', mutation_id: '1', payload: '3120412031', checksum: 3790332545 }),
    rx.delta({ collection: 'a', document_id: 'd', mutation_id: '2', payload: '3120612032', checksum: 335538785 }),
    rx.delta({ collection: 'A', document_id: 'd', mutation_id: '2', payload: '3120412032', checksum: 4072345973 }),
  ],
  'duplicates-are-applied': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
  ],
  'gaps-are-jumped': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '', checksum: 0, mutation_id: '4' }),
  ],
  'held-deltas-are-applied-twice': [
    reset({ hold_max: 2 }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
  ],
  'held-deltas-come-as-they-came': [
    reset({ hold_max: 2 }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a35', checksum: 0, mutation_id: '5' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
  ],
  'every-gap-is-asked': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a30', checksum: 984093017, mutation_id: '3' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a30', checksum: 3368260186, mutation_id: '2' }),
  ],
  'only-the-first-gap-is-asked': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '', checksum: 0, mutation_id: '4' }),
  ],
  'names-are-folded': [
    rx.delta({ collection: 'a', document_id: 'd', mutation_id: '1', payload: '3120612031', checksum: 11475349 }),
    rx.delta({ collection: 'A', document_id: 'd', mutation_id: '1', payload: '3120412031', checksum: 3790332545 }),
  ],
  'names-are-trimmed': [
    rx.delta({ collection: 'a', document_id: 'd', mutation_id: '1', payload: '3120612031', checksum: 11475349 }),
    rx.delta({ collection: ' a', document_id: 'd', mutation_id: '1', payload: '312020612031', checksum: 252465407 }),
  ],
  'names-run-together': [
    rx.delta({ collection: '1a', document_id: 'd', mutation_id: '1', payload: '312031612031', checksum: 992824186 }),
    rx.delta({
      peer: '11',
      collection: 'a',
      document_id: 'd',
      mutation_id: '1',
      payload: '313120612031',
      checksum: 3091160704,
    }),
  ],
  'one-need-for-all': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
    rx.delta({ collection: 'b', document_id: 'd0', payload: '623a33', checksum: 0, mutation_id: '3' }),
  ],
  'deltas-are-applied-while-rebuilding': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 1536385454, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 3683869102, mutation_id: '1' }),
  ],
  'id-zero-is-a-damaged-delta': [
    rx.delta({ collection: 'a', document_id: 'd0', payload: '', checksum: 0, mutation_id: '0' }),
  ],
  'ids-are-signed': [
    rx.delta({
      collection: 'b',
      document_id: 'd2',
      payload: '623a35',
      checksum: 0,
      mutation_id: '9223372036854775810',
    }),
  ],
  'damage-escalates-early': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 1536385454, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
  ],
  'damage-never-escalates': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 1536385454, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a30', checksum: 3683869102, mutation_id: '1' }),
  ],
  'damage-ahead-is-asked-twice': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a30', checksum: 3368260186, mutation_id: '2' }),
  ],
  'junk-cuts-the-link': [
    rx.frame('10ff000000'),
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
  ],
  'first-deltas-are-adopted': [
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
  ],
  'late-deltas-do-not-fill-gaps': [
    rx.delta({ collection: 'a', document_id: 'd1', payload: '613a31', checksum: 0, mutation_id: '1' }),
    rx.delta({ collection: 'a', document_id: 'd0', payload: '613a33', checksum: 0, mutation_id: '3' }),
    rx.delta({ collection: 'a', document_id: 'd2', payload: '613a32', checksum: 0, mutation_id: '2' }),
  ],
}
