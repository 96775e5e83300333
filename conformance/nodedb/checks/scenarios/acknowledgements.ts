import { anything } from '../../../../machines/model/pattern.ts'
import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { tx } from '../../calls.ts'
import { append, appends, attach, collection } from '../pushed-rows.ts'

/** One id is acknowledged, and no other. */
export const acknowledgements = scriptCheck({
  id: 'nodedb/acknowledgements',
  kind: 'scenario',
  requirements: ['NDB-119'],
  needs: ['tx.append', 'acks'],
  explain:
    'Of five deltas pushed the last is acknowledged, then the third, of any number the last, then the first: the others stay pending, and so do those of other collections and peers.',
  configure: speaking,
  scenes: [
    {
      name: 'pending',
      dimension: 'count',
      range: { minimum: 2, maximum: 65_536 },
      inputs: (count) => {
        const others = Array.from({ length: count - 1 }, (_, at) => `${at + 1}`)
        return [
          attach,
          ...appends(count),
          step(tx.drain('1', count), { out: anything }),
          step(tx.ack('1', collection, `${count}`), {}),
          step(tx.pending('1', collection), { mutation_ids: others }, 'NDB-119'),
          step(tx.ack('1', collection, '1'), {}),
          step(tx.pending('1', collection), { mutation_ids: others.slice(1) }, 'NDB-119'),
        ]
      },
    },
    {
      name: 'of-two-collections',
      dimension: 'name',
      // The empty name is that of no collection.
      range: { minimum: 1 },
      inputs: ([one, other]) => [
        attach,
        step(tx.append(one, 'd', '00'), { mutation_id: '1' }),
        step(tx.append(other, 'd', '01'), { mutation_id: '1' }),
        step(tx.drain('1', 10), { out: anything }),
        step(tx.ack('1', one, '1'), {}),
        step(tx.pending('1', one), { mutation_ids: [] }, 'NDB-119'),
        step(tx.pending('1', other), { mutation_ids: ['1'] }, 'NDB-119'),
      ],
    },
    {
      name: 'of-two-peers',
      dimension: 'number',
      inputs: (number) => {
        const [one, other] = [`${number}`, `${number ^ (1n << 32n)}`]
        return [
          ...[one, other].map((peer) => step(tx.attach(peer), {})),
          append(1),
          ...[one, other].map((peer) => step(tx.drain(peer, 10), { out: anything })),
          step(tx.ack(one, collection, '1'), {}),
          step(tx.pending(one, collection), { mutation_ids: [] }, 'NDB-119'),
          step(tx.pending(other, collection), { mutation_ids: ['1'] }, 'NDB-119'),
        ]
      },
    },
  ],
  scripts: () => [
    {
      name: 'the last, then the third',
      steps: [
        attach,
        ...appends(5),
        step(tx.drain('1', 100), { out: anything }),
        step(tx.ack('1', collection, '5'), {}),
        step(tx.pending('1', collection), { mutation_ids: ['1', '2', '3', '4'] }, 'NDB-119'),
        step(tx.ack('1', collection, '3'), {}),
        step(tx.pending('1', collection), { mutation_ids: ['1', '2', '4'] }, 'NDB-119'),
      ],
    },
  ],
})
