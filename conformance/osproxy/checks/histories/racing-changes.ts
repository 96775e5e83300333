import type { Input } from '../../../../machines/model/model.ts'
import { scene, times } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, b, batch, begin, c, complete, enter, lanes, look, resolve, set } from '../../calls.ts'

/** A batch several times, each from the same beginning: the schedules of the rounds differ. */
const rounds = (
  count: number,
  before: readonly Input[],
  racing: readonly (readonly Input[])[],
  after: readonly Input[],
) => times(count, ...before, look('p'), batch(racing), look('p'), ...after)

const draining = [begin('p', b)]
const cut = [begin('p', b), enter('p')]

/** Changes of one partition at the same time: the same ones, and different ones. */
export const racingChanges = check({
  id: 'osproxy/racing-changes',
  kind: 'history',
  requirements: ['OSP-044', 'OSP-012', 'OSP-112'],
  needs: ['concurrent', 'store.state'],
  explain: 'Of simultaneous identical changes one succeeds, and different ones take effect in some order.',
  cases: () => [
    scene('begins', [set('p', a), ...rounds(6, [], lanes(8, begin('p', b)), [abort('p')])]),
    scene('cutovers', [set('p', a), ...rounds(6, draining, lanes(8, enter('p')), [abort('p')])]),
    scene('completions', [set('p', a), ...rounds(6, cut, lanes(8, complete('p')), [])]),
    scene('aborts', [set('p', a), ...rounds(6, draining, lanes(8, abort('p')), [])]),
    scene('completion-and-abort', [
      set('p', a),
      ...rounds(8, cut, [[complete('p')], [abort('p')], [complete('p')], [abort('p')]], []),
    ]),
    scene('begin-and-abort', [
      set('p', a),
      ...rounds(
        6,
        [],
        [...lanes(2, begin('p', b), enter('p'), complete('p')), ...lanes(2, abort('p'), begin('p', c), abort('p'))],
        [abort('p')],
      ),
    ]),
    scene('with-readers', [
      set('p', a),
      ...rounds(
        6,
        [],
        [[begin('p', b), enter('p'), complete('p')], lanes(3, resolve('p')).flat(), lanes(3, look('p')).flat()],
        [],
      ),
    ]),
    scene('others-beside', [
      set('p', a),
      set('q', b),
      ...rounds(
        6,
        [],
        [
          [begin('p', b), enter('p'), complete('p')],
          [begin('q', c), abort('q'), set('q', b)],
          [look('p'), look('q')],
        ],
        [],
      ),
    ]),
    scene('sets', times(5, look('p'), batch(lanes(4, ...times(5, set('p', a)))), look('p'))),
  ],
})
