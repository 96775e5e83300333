import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, admit, b, begin, complete, enter, look, resolve, set } from '../../calls.ts'

const last = 2n ** 64n - 1n
const top = (left: bigint) => ({ initial_generation: `${last - left}` })

/** A store whose epochs run out. Its symbols cannot be planned: what is left depends on how it counts. */
export const lastEpochs = check({
  id: 'osproxy/last-epochs',
  kind: 'scenario',
  requirements: ['OSP-052', 'OSP-009'],
  needs: ['initial_generation', 'store.state'],
  explain:
    'At the top of the range every change is refused with epoch_exhausted and without effect; no epoch wraps or stays.',
  cases: () => [
    scene('none-left', [set('p', a), look('p'), set('q', a), look('q')], top(0n)),
    ...[1n, 2n, 3n, 4n].map((left) =>
      scene(
        `${left}-left`,
        [
          set('p', a),
          look('p'),
          begin('p', b),
          look('p'),
          enter('p'),
          look('p'),
          abort('p'),
          look('p'),
          begin('p', b),
          look('p'),
          set('p', b),
          look('p'),
          resolve('p'),
          admit('p', `${last}`),
          admit('p', '0'),
          admit('p', `${last - 1n}`),
        ],
        top(left),
      ),
    ),
    scene(
      'completion-at-the-end',
      [set('p', a), begin('p', b), enter('p'), look('p'), complete('p'), look('p'), abort('p'), look('p')],
      top(3n),
    ),
    scene(
      'refusals-keep-their-code',
      [set('p', a), look('p'), enter('p'), complete('p'), abort('p'), begin('q', a), look('p')],
      top(1n),
    ),
  ],
})
