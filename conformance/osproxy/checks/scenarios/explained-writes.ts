import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  advance,
  arm,
  b,
  begin,
  complete,
  constant,
  enter,
  explain,
  field,
  index,
  resume,
  set,
  shared,
  write,
} from '../../calls.ts'
import { canary } from '../canaries.ts'
import { controlScenes } from '../scene-models.ts'

const secret = shared(field('_tenant'), field('_source', constant({ deep: [canary('constant')] })))
const elsewhere = index(canary('cluster'), canary('index'))

/** Explanations of writes that got through and of writes that did not, with field values that must not show. */
export const explainedWrites = check({
  id: 'osproxy/explained-writes',
  kind: 'scenario',
  requirements: ['OSP-102', 'OSP-103', 'OSP-104'],
  needs: ['obs.explain'],
  explain: 'Operators see phase, stamp and target of each write and why it was held, and never a field value.',
  model: controlScenes,
  cases: ({ capabilities }) => [
    scene('in-every-phase', [
      set('p', secret),
      write('w1', 'p'),
      explain('w1'),
      begin('p', elsewhere),
      write('w2', 'p', { action: 'create' }),
      explain('w2'),
      enter('p'),
      write('w3', 'p'),
      explain('w3'),
      write('w4', 'p', { action: 'delete' }),
      explain('w4'),
      complete('p'),
      write('w5', 'p', { instance: 1 }),
      explain('w5'),
      explain('w2'),
      explain('w3'),
    ]),
    scene('unplaced', [set('q', secret), write('w1', 'p'), explain('w1')]),
    ...(capabilities.has('pause_points')
      ? [
          scene('held-after-its-phase', [
            set('p', secret),
            begin('p', b),
            write('w1', 'p', { stop_at: 'resolved' }),
            enter('p'),
            resume('w1'),
            explain('w1'),
            write('w2', 'p', { stop_at: 'resolved' }),
            complete('p'),
            resume('w2'),
            explain('w2'),
          ]),
        ]
      : []),
    ...(capabilities.has('faults')
      ? [
          scene('store-unavailable', [
            set('p', secret),
            arm('resolve', 'unavailable', { count: 3 }),
            write('w1', 'p'),
            explain('w1'),
            advance(1),
            write('w2', 'p'),
            explain('w2'),
            set('q', a),
            arm('admit_write', 'unavailable'),
            write('w3', 'q'),
            explain('w3'),
          ]),
        ]
      : []),
  ],
})
