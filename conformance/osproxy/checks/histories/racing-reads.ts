import { scene, times } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, b, batch, begin, complete, enter, look, resolve, set } from '../../calls.ts'

/** Readers while the placement goes back and forth. */
export const racingReads = check({
  id: 'osproxy/racing-reads',
  kind: 'history',
  requirements: ['OSP-012', 'OSP-017', 'OSP-051'],
  needs: ['concurrent', 'store.state', 'store.resolve'],
  explain: 'Every concurrent resolve shows the placement and the epoch of one instant, and there always is one.',
  cases: () => [
    scene('back-and-forth', [
      set('p', a),
      look('p'),
      batch([times(20, set('p', a), set('p', b)), times(40, resolve('p')), times(40, look('p')), times(40, look('p'))]),
      look('p'),
    ]),
    scene('through-migrations', [
      set('p', a),
      look('p'),
      batch([
        times(10, begin('p', b), enter('p'), complete('p'), begin('p', a), enter('p'), complete('p')),
        times(40, resolve('p')),
        times(40, resolve('p')),
        times(40, look('p')),
      ]),
      look('p'),
    ]),
    scene('a-few', [
      set('p', a),
      ...times(
        8,
        look('p'),
        batch([[set('p', b), set('p', a)], times(4, resolve('p')), times(4, look('p'))]),
        look('p'),
      ),
    ]),
  ],
})
