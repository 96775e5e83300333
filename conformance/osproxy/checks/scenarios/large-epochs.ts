import { check } from '../../../check.ts'
import { a, abort, admit, b, begin, complete, enter, look, resolve, scene, set } from '../inputs.ts'
import { storeScenes } from '../scene-models.ts'

/** Numbers at which doubles and signed or narrow integers go wrong. */
const edges = [2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n]
const around = (epoch: string) => [`${epoch}-1`, epoch, `${epoch}+1`]

/** A migration whose epochs lie around each edge of a number format. */
export const largeEpochs = check({
  id: 'osproxy/large-epochs',
  kind: 'scenario',
  requirements: ['OSP-009', 'OSP-046', 'OSP-054'],
  needs: ['initial_generation', 'store.admit_write'],
  explain: 'Epochs keep their last digit: neighbours are told apart at the gate, and each change gives a larger one.',
  model: storeScenes,
  cases: () =>
    edges.flatMap((edge) =>
      [3n, 2n, 1n, 0n].map((before) =>
        scene(
          `epochs-from-${edge - before}`,
          [
            set('p', a),
            ...around('$e1').map((epoch) => admit('p', epoch)),
            begin('p', b),
            ...around('$e5').map((epoch) => admit('p', epoch)),
            look('p'),
            enter('p'),
            resolve('p'),
            before === 2n ? abort('p') : complete('p'),
            ...around('$e12').map((epoch) => admit('p', epoch)),
          ],
          { initial_generation: `${edge - before}` },
        ),
      ),
    ),
})

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
