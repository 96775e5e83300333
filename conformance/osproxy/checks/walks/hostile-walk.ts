import { modelSource } from '../../../../machines/osproxy/models/model.ts'
import { check } from '../../../kit/check.ts'
import { canary } from '../canaries.ts'

/** Names that a careless comparison takes for one another, and placements whose members are easily lost. */
const palette = {
  partitions: ['acme', 'Acme', 'acme ', '\u00e1cme', 'a\u0301cme'],
  placements: [
    { kind: 'dedicated_index', cluster: 'a', index: 'i' },
    { kind: 'dedicated_index', cluster: 'a', index: 'I' },
    { kind: 'shared_index', cluster: 'a', index: 'i', inject: [] },
    {
      kind: 'shared_index',
      cluster: canary('cluster'),
      index: canary('index'),
      inject: [
        { name: 'z', value: { kind: 'constant', json: canary('value') } },
        { name: 'a', value: { kind: 'constant', json: null } },
        { name: 'z', value: { kind: 'partition_id' } },
      ],
    },
  ],
}

/** The store's walk again, where every name resembles another one. */
export const hostileWalk = check({
  id: 'osproxy/hostile-walk',
  kind: 'model',
  requirements: ['OSP-013', 'OSP-004'],
  needs: ['store'],
  explain:
    'Partitions and placements whose names differ in case, spaces or normal form are never taken for one another.',
  model: modelSource('osproxy/hostile', 'store', palette),
  weight: 0.25,
})
