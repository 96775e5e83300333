import type { Input } from '../../../../machines/model/model.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, b, begin, c, complete, enter, log, look, read, resume, set, storeCalls, write } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const stopped = { stop_at: 'resolved' }
const other = { instance: 1 }

/** What may come between resolve and gate, from each phase, by name. */
const between: readonly (readonly [name: string, before: readonly Input[], between: readonly Input[]])[] = [
  ['settled', [], []],
  ['begin', [], [begin('p', b)]],
  ['begin-and-cutover', [], [begin('p', b), enter('p')]],
  ['begin-and-abort', [], [begin('p', b), abort('p')]],
  ['there-and-back', [], [begin('p', b), enter('p'), complete('p'), begin('p', a), enter('p'), complete('p')]],
  ['set-to-the-same', [], [set('p', a)]],
  ['set-elsewhere', [], [set('p', c)]],
  ['draining', [begin('p', b)], []],
  ['cutover', [begin('p', b)], [enter('p')]],
  ['flip', [begin('p', b)], [enter('p'), complete('p')]],
  ['abort-of-draining', [begin('p', b)], [abort('p')]],
  ['in-cutover', [begin('p', b), enter('p')], []],
  ['flip-of-cutover', [begin('p', b), enter('p')], [complete('p')]],
  ['abort-of-cutover', [begin('p', b), enter('p')], [abort('p')]],
  ['another-partition', [set('q', b)], [begin('q', c), enter('q'), complete('q'), set('q', a)]],
]

/** A write of each kind is stopped between resolve and gate, and something happens to its partition, or to another one. */
export const pausedWrites = check({
  id: 'osproxy/paused-writes',
  kind: 'scenario',
  requirements: [
    'OSP-063',
    'OSP-082',
    'OSP-083',
    'OSP-084',
    'OSP-086',
    'OSP-087',
    'OSP-088',
    'OSP-091',
    'OSP-094',
    'OSP-096',
    'OSP-106',
    'OSP-116',
    'OSP-117',
    { id: 'OSP-089', needs: ['store_calls'] },
  ],
  needs: ['fleet', 'pause_points'],
  explain:
    'A write gets through exactly if nothing happened to its partition since it was resolved; sent again, it gets through as soon as the partition is open.',
  model: controlScenes,
  cases: ({ capabilities }) => [
    ...between.map(([name, before, meanwhile]) =>
      scene(`gated-${name}`, [
        set('p', a),
        ...before,
        write('w1', 'p', { stop_at: 'gated' }),
        ...meanwhile,
        ...(name.includes('in-cutover') || name.endsWith('of-cutover') ? [] : [resume('w1')]),
        log,
      ]),
    ),
    ...['index', 'create', 'delete'].flatMap((action) =>
      between.map(([name, before, meanwhile]) =>
        scene(`${action}-${name}`, [
          set('p', a),
          ...before,
          write('w1', 'p', { ...stopped, action }),
          ...meanwhile,
          resume('w1'),
          log,
          ...(capabilities.has('store_calls') ? [storeCalls] : []),
          read('p'),
          read('p', 1),
          write('w2', 'p', { action, ...other }),
          write('w3', 'p', { action }),
          log,
          look('p'),
        ]),
      ),
    ),
  ],
})
