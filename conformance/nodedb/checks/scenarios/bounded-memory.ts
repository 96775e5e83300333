import { logDelta } from '../../../../machines/nodedb/charts/deltas.ts'
import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { boundedMemoryCheck } from '../../../kit/cases/bounded-memory.ts'
import { codec, reset, rx, ses, tg, tq, tx } from '../../calls.ts'
import { collection, requestFrom } from '../pushed-rows.ts'

/** Bytes that are no frame: a length beyond the end, and nothing. */
const junk = '10ff000000'
const first = { collection: 'a', mutation_id: '1', ...logDelta('a', 1) }
const second = { ...first, mutation_id: '2' }
const { document_id, payload } = first

export const boundedMemory = boundedMemoryCheck({
  id: 'nodedb/bounded-memory',
  requirement: 'NDB-033',
  configure: speaking,
  conversations: [
    { name: 'refused-frames', needs: ['codec.decode'], inputs: () => [codec.decode(junk), codec.decode('')] },
    { name: 'duplicates', needs: ['rx.delta'], inputs: () => [rx.delta(first)] },
    { name: 'junk-to-a-receiver', needs: ['rx.frame'], inputs: () => [rx.frame(junk), rx.frame('')] },
    {
      name: 'reconnects',
      needs: ['rx.delta'],
      inputs: () => [rx.link(false), rx.link(true), rx.delta(second)],
    },
    {
      name: 'fresh-receivers',
      needs: ['rx.delta'],
      inputs: (setting) => [reset(speaking(setting)), rx.delta(first), rx.delta(second), rx.delta(second)],
    },
    {
      name: 'requests',
      needs: ['tx.frame'],
      inputs: (setting) => [
        reset(speaking(setting)),
        tx.append(collection, document_id, payload),
        tx.attach('1'),
        tx.frame('1', requestFrom('1', setting)),
        tx.drain('1', 100),
        tx.frame('1', junk),
      ],
    },
    { name: 'depths', needs: ['tq.depth'], inputs: () => [tq.depth(1), tq.depth(0)] },
    {
      name: 'pushes',
      needs: ['tg.enqueue', 'tg.advance'],
      inputs: (setting) => [reset(speaking(setting)), tg.attach('1'), tg.enqueue('1', 3), tg.advance(1000)],
    },
    {
      name: 'sessions',
      needs: ['ses.frame'],
      inputs: (setting) => [reset(speaking(setting)), ses.open, ses.frame(0, junk), ses.close(0)],
    },
  ],
})
