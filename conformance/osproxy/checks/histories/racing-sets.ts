import { scene, times } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, b, batch, begin, c, lanes, look, resolve, set } from '../../calls.ts'

/** Sets against sets and against transitions, with readers that watch the epoch. */
export const racingSets = check({
  id: 'osproxy/racing-sets',
  kind: 'history',
  requirements: ['OSP-051'],
  needs: ['concurrent', 'store.state'],
  explain: 'Under concurrent sets the epoch never goes down, and the last change stays.',
  cases: () => [
    scene('sets', [
      set('p', a),
      look('p'),
      batch([...lanes(4, ...times(10, set('p', a))), times(60, look('p'))], { repeat: 400 }),
      look('p'),
    ]),
    scene('set-then-look', [
      set('p', a),
      look('p'),
      // In rounds: what one call asks for stays far below the bound of its answer, however slow the implementation is.
      ...times(40, batch(lanes(4, set('p', a), look('p')), { repeat: 500 })),
      look('p'),
    ]),
    scene('sets-and-resolves', [
      set('p', a),
      look('p'),
      batch([...lanes(3, ...times(10, set('p', a), set('p', b))), times(60, resolve('p'))], { repeat: 200 }),
      look('p'),
    ]),
    scene('sets-and-transitions', [
      set('p', a),
      look('p'),
      batch([times(10, set('p', a)), times(10, begin('p', b), abort('p')), times(60, look('p'))], { repeat: 100 }),
      look('p'),
    ]),
    scene('a-few', [
      set('p', a),
      ...times(12, look('p'), batch([[set('p', b)], [set('p', c)], [look('p'), look('p'), look('p')]]), look('p')),
    ]),
  ],
})
