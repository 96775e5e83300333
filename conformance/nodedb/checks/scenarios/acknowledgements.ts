import { anything } from '../../../../machines/model/pattern.ts'
import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { tx } from '../../calls.ts'
import { appends, attach, collection } from '../pushed-rows.ts'

/** One id is acknowledged, and no other. */
export const acknowledgements = scriptCheck({
  id: 'nodedb/acknowledgements',
  kind: 'scenario',
  requirements: ['NDB-119'],
  needs: ['tx.append', 'acks'],
  explain: 'Of five deltas pushed the last is acknowledged, then the third: the others stay pending.',
  configure: speaking,
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
