import type { JsonObject } from '../../../../spec/json.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, b, begin, bulk, c, complete, enter, item, log, set } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const placed = [set('p', a), set('q', b), set('r', c)]
const cut = (partition: string) => [begin(partition, c), enter(partition)]

const items = (...partitions: string[]): JsonObject[] => partitions.map((name, at) => item(`w${at + 1}`, name))
const many = (count: number): JsonObject[] => items(...Array.from({ length: count }, () => 'p'))

/** Bulks over partitions in every phase, in every order, of the sizes at which groups end. */
export const bulks = check({
  id: 'osproxy/bulks',
  kind: 'scenario',
  requirements: ['OSP-088', 'OSP-091', 'OSP-092', 'OSP-099'],
  needs: ['proxy.bulk'],
  explain:
    'Items of a partition in cutover are held at their positions, all others are committed, and the answer keeps the order of the request.',
  model: controlScenes,
  cases: () => [
    scene('one-item', [...placed, bulk('b', items('p')), log]),
    scene('one-held-item', [...placed, ...cut('p'), bulk('b', items('p')), log]),
    scene('first-held', [...placed, ...cut('p'), bulk('b', items('p', 'q', 'r')), log]),
    scene('last-held', [...placed, ...cut('r'), bulk('b', items('p', 'q', 'r')), log]),
    scene('all-held', [...placed, ...cut('p'), ...cut('q'), bulk('b', items('p', 'q', 'p')), log]),
    scene('mixed', [...placed, ...cut('q'), bulk('b', items('q', 'p', 'r', 'q', 'p', 'r', 'q')), log]),
    scene('draining', [...placed, begin('p', c), bulk('b', items('p', 'q', 'p')), log]),
    scene('after-the-flip', [...placed, ...cut('p'), complete('p'), bulk('b', items('p', 'q')), log]),
    scene('after-an-abort', [...placed, ...cut('p'), abort('p'), bulk('b', items('p', 'q')), log]),
    scene('unplaced-items', [set('p', a), bulk('b', items('q', 'p', 'r')), log]),
    scene('underivable-item', [
      set('p', a),
      bulk('b', [item('w1', 'p'), { write_id: 'w2', doc_id: 'd', action: 'index' }, item('w3', 'p')]),
      log,
    ]),
    scene('every-action', [
      ...placed,
      ...cut('q'),
      bulk(
        'b',
        ['index', 'create', 'delete'].flatMap((action, at) => [
          item(`p${at}`, 'p', action),
          item(`q${at}`, 'q', action),
        ]),
      ),
      log,
    ]),
    scene('a-whole-group', [set('p', a), bulk('b', many(256)), log]),
    scene('more-than-a-group', [set('p', a), bulk('b', many(257)), log]),
    scene('held-groups', [set('p', a), ...cut('p'), bulk('b', many(257)), log]),
  ],
})
