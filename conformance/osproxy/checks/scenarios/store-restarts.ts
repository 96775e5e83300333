import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  abort,
  admit,
  b,
  begin,
  c,
  complete,
  enter,
  generation,
  look,
  resolve,
  restartStore,
  set,
} from '../../calls.ts'
import { storeScenes } from '../scene-models.ts'

const after = [look('p'), resolve('p'), admit('p', '$e1')]

/** The store stops and starts in every phase. */
export const storeRestarts = check({
  id: 'osproxy/store-restarts',
  kind: 'scenario',
  requirements: ['OSP-053', 'OSP-060'],
  needs: ['store.restart'],
  explain: 'Entries and epochs survive a restart of the store in every phase, and no epoch is handed out again.',
  model: storeScenes,
  cases: ({ capabilities }) => [
    scene('empty', [restartStore, look('p'), set('p', a), look('p')]),
    scene('settled', [set('p', a), restartStore, ...after, set('p', b), look('p')]),
    scene('draining', [set('p', a), begin('p', b), restartStore, ...after, enter('p'), look('p')]),
    scene('cutover', [
      set('p', a),
      begin('p', b),
      enter('p'),
      restartStore,
      ...after,
      complete('p'),
      look('p'),
      admit('p', '$e3'),
    ]),
    scene('flipped', [
      set('p', a),
      begin('p', b),
      enter('p'),
      complete('p'),
      restartStore,
      ...after,
      begin('p', c),
      look('p'),
    ]),
    scene('aborted', [set('p', a), begin('p', b), abort('p'), restartStore, ...after, begin('p', b), look('p')]),
    scene('twice', [set('p', a), restartStore, restartStore, set('p', a), restartStore, set('p', a), look('p')]),
    scene('several', [
      set('p', a),
      set('q', b),
      begin('q', c),
      restartStore,
      look('p'),
      look('q'),
      set('r', a),
      enter('q'),
      set('p', b),
      ...(capabilities.has('generation') ? [generation] : []),
    ]),
  ],
})
