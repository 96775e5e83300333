import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, begin, complete, enter, field, index, log, read, set, shared, write } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const together = shared(field('_tenant'))
const requests = [write('w1', 'p'), write('w2', 'p', { action: 'delete' }), read('p'), log]

/** Each document-id rule with each kind of placement: only a shared index needs the partition in it. */
export const sharedIndexes = check({
  id: 'osproxy/shared-indexes',
  kind: 'scenario',
  requirements: ['OSP-105'],
  needs: ['fleet', 'id_rule'],
  explain: 'A shared index is served with a document-id rule that contains the partition, and refused without.',
  model: controlScenes,
  cases: () =>
    ['partition', 'constant', 'none'].flatMap((id_rule) => [
      scene(`${id_rule}-shared`, [set('p', together), ...requests], { id_rule }),
      scene(`${id_rule}-dedicated-cluster`, [set('p', a), ...requests], { id_rule }),
      scene(`${id_rule}-dedicated-index`, [set('p', index('s', 'all')), ...requests], { id_rule }),
      scene(
        `${id_rule}-moved-to-shared`,
        [set('p', a), begin('p', together), write('w0', 'p'), enter('p'), complete('p'), ...requests],
        { id_rule },
      ),
    ]),
})
