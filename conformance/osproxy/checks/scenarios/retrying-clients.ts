import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, b, begin, c, complete, enter, log, read, resume, set, write } from '../../calls.ts'
import { fleetScenes } from '../scene-models.ts'

const stopped = { stop_at: 'resolved' }

/** A client sends its write again after every rejection, through whole migrations. */
export const retryingClients = check({
  id: 'osproxy/retrying-clients',
  kind: 'scenario',
  requirements: ['OSP-088', 'OSP-116', 'OSP-117'],
  needs: ['fleet', 'pause_points'],
  explain:
    'Every transition costs a write in flight one rejection at most, and cutover as many as there are attempts in it.',
  model: fleetScenes,
  cases: () => [
    scene('through-a-migration', [
      set('p', a),
      write('w1', 'p', stopped),
      begin('p', b),
      resume('w1'),
      write('w2', 'p', stopped),
      enter('p'),
      resume('w2'),
      write('w3', 'p'),
      write('w4', 'p', { instance: 1 }),
      complete('p'),
      write('w5', 'p'),
      write('w6', 'p', { instance: 1 }),
      log,
    ]),
    scene('through-an-abort', [
      set('p', a),
      begin('p', b),
      enter('p'),
      write('w1', 'p'),
      write('w2', 'p', stopped),
      abort('p'),
      resume('w2'),
      write('w3', 'p'),
      read('p', 1),
      log,
    ]),
    scene('while-another-one-moves', [
      set('p', a),
      set('q', b),
      begin('q', c),
      write('w1', 'p', stopped),
      enter('q'),
      resume('w1'),
      write('w2', 'p', stopped),
      complete('q'),
      resume('w2'),
      log,
    ]),
  ],
})
