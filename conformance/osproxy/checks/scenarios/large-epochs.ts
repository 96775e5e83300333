import { check } from '../../../kit/check.ts'
import { a, abort, admit, b, begin, complete, enter, look, resolve, set } from '../../calls.ts'
import { storeScenes } from '../scene-models.ts'

const around = (epoch: string) => [`${epoch}-1`, epoch, `${epoch}+1`]
const last = 2n ** 64n - 1n
/** Changes of a case. */
const changes = 4n
/** What is left behind the largest: gaps between epochs are free, so an implementation may come to the end sooner. */
const room = 2n ** 32n

/** A migration whose epochs lie around each edge of a number format. */
export const largeEpochs = check({
  id: 'osproxy/large-epochs',
  kind: 'scenario',
  requirements: ['OSP-009', 'OSP-046', 'OSP-054'],
  needs: ['initial_generation', 'store.admit_write'],
  explain: 'Epochs keep their last digit: neighbours are told apart at the gate, and each change gives a larger one.',
  model: storeScenes,
  scenes: [abort, complete].flatMap((end, at) =>
    [0n, changes - 2n].map((before) => ({
      name: `epochs-${['aborted', 'completed'][at]}-${before}-before`,
      dimension: 'number' as const,
      range: { minimum: before, maximum: last - room },
      configuration: (generation: bigint) => ({ initial_generation: `${generation - before}` }),
      inputs: () => [
        set('p', a),
        ...around('$e1').map((epoch) => admit('p', epoch)),
        begin('p', b),
        ...around('$e5').map((epoch) => admit('p', epoch)),
        look('p'),
        enter('p'),
        resolve('p'),
        end('p'),
        ...around('$e12').map((epoch) => admit('p', epoch)),
      ],
    })),
  ),
})
