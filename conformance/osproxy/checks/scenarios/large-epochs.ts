import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, admit, b, begin, complete, enter, look, resolve, set } from '../../calls.ts'
import { storeScenes } from '../scene-models.ts'

/** Numbers at which doubles and signed or narrow integers go wrong. */
const edges = [2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n]
const around = (epoch: string) => [`${epoch}-1`, epoch, `${epoch}+1`]

const _last = 2n ** 64n - 1n

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
