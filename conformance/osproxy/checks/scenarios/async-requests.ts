import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, b, begin, complete, enter, log, set, write } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const queued = { mode: 'async' }

/** Asynchronous writes in every phase. */
export const asyncRequests = check({
  id: 'osproxy/async-requests',
  kind: 'scenario',
  requirements: ['OSP-090'],
  needs: ['fleet', 'async'],
  explain:
    'Asynchronous writes follow the declared branch in every phase: rejected by the gate in cutover, or queued with their stamp.',
  model: controlScenes,
  cases: () => [
    scene('in-every-phase', [
      set('p', a),
      write('w1', 'p', queued),
      begin('p', b),
      write('w2', 'p', queued),
      enter('p'),
      write('w3', 'p', queued),
      write('w4', 'p', { ...queued, action: 'delete' }),
      complete('p'),
      write('w5', 'p', { ...queued, action: 'create' }),
      write('w6', 'p', { ...queued, action: 'delete', instance: 1 }),
      log,
    ]),
    scene('unplaced', [write('w1', 'p', queued), log]),
  ],
})
