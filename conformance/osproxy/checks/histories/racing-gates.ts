import { scene, times } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, admit, b, batch, begin, complete, enter, lanes, look, set } from '../../calls.ts'

/** Stamps that a cutover will have produced, guessed from the epoch before: they are never admissible. */
const guesses = [2, 5, 8, 11, 14, 17]

/** The gate, asked all the time while a partition goes in and out of cutover. */
export const racingGates = check({
  id: 'osproxy/racing-gates',
  kind: 'history',
  requirements: ['OSP-064'],
  needs: ['concurrent', 'store.admit_write', 'store.state'],
  explain: 'There is no moment in which the epoch of a cutover is admitted.',
  cases: () => [
    scene('one-cutover', [
      set('p', a),
      look('p'),
      batch([[begin('p', b), enter('p'), abort('p')], ...lanes(15, ...times(12, admit('p', '$e1+2')))]),
      look('p'),
    ]),
    scene('in-and-out', [
      set('p', a),
      look('p'),
      batch([
        times(6, begin('p', b), enter('p'), abort('p')),
        ...[...guesses, ...guesses].map((ahead) => times(40, admit('p', `$e1+${ahead}`))),
      ]),
      look('p'),
    ]),
    scene('a-few', [
      set('p', a),
      look('p'),
      batch([
        [begin('p', b), enter('p'), complete('p')],
        ...lanes(3, admit('p', '$e1+1'), admit('p', '$e1+2'), admit('p', '$e1+3')),
      ]),
      look('p'),
    ]),
  ],
})
