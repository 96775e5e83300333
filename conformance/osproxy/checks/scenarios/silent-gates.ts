import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, arm, b, begin, disarm, enter, log, read, resume, set, write } from '../../calls.ts'
import { fleetScenes } from '../scene-models.ts'

const silence = arm('admit_write', 'unavailable')

/** The store falls silent between resolve and gate, on each path and in each phase. */
export const silentGates = check({
  id: 'osproxy/silent-gates',
  kind: 'scenario',
  requirements: ['OSP-085', 'OSP-087', 'OSP-094'],
  needs: ['fleet', 'faults'],
  explain:
    'A write whose gate check gets no answer is not dispatched and may be sent again; reads do not need the gate.',
  model: fleetScenes,
  cases: ({ capabilities }) => [
    ...['index', 'create', 'delete'].map((action) =>
      scene(`${action}-once`, [
        set('p', a),
        silence,
        write('w1', 'p', { action }),
        log,
        write('w2', 'p', { action }),
        log,
      ]),
    ),
    scene('draining', [set('p', a), begin('p', b), silence, write('w1', 'p'), read('p'), write('w2', 'p'), log]),
    scene('in-cutover', [set('p', a), begin('p', b), enter('p'), silence, write('w1', 'p'), read('p'), log]),
    scene('at-one-instance', [
      set('p', a),
      arm('admit_write', 'unavailable', { instance: 1, count: 2 }),
      write('w1', 'p'),
      write('w2', 'p', { instance: 1 }),
      disarm,
      write('w3', 'p', { instance: 1 }),
      log,
    ]),
    ...(capabilities.has('pause_points')
      ? [scene('after-a-pause', [set('p', a), write('w1', 'p', { stop_at: 'resolved' }), silence, resume('w1'), log])]
      : []),
  ],
})
