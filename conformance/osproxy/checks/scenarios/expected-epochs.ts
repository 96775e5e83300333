import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, admit, b, begin, c, complete, enter, look, set } from '../../calls.ts'
import { storeScenes } from '../scene-models.ts'

const others = ['0', '$e1', '$e2-1', '$e2+1', '18446744073709551615']

/** The epoch for which a change was decided, right and wrong, in every state. */
export const expectedEpochs = check({
  id: 'osproxy/expected-epochs',
  kind: 'scenario',
  requirements: ['OSP-115', 'OSP-029', 'OSP-040'],
  needs: ['expect_epoch', 'store.state'],
  explain:
    'A change that names another epoch than the present one is refused with stale_epoch, after unknown_partition and before the phase.',
  model: storeScenes,
  cases: () => [
    scene('unknown-partition', [
      begin('p', a, { expect_epoch: '0' }),
      enter('p', { expect_epoch: '1' }),
      complete('p', { expect_epoch: '0' }),
      abort('p', { expect_epoch: '0' }),
      look('p'),
    ]),
    scene('every-wrong-epoch', [
      set('p', a),
      begin('p', b),
      ...others.flatMap((expect_epoch) => [
        enter('p', { expect_epoch }),
        begin('p', c, { expect_epoch }),
        complete('p', { expect_epoch }),
        abort('p', { expect_epoch }),
        look('p'),
      ]),
      enter('p', { expect_epoch: '$e2' }),
    ]),
    scene('right-epochs', [
      set('p', a),
      begin('p', b, { expect_epoch: '$e1' }),
      enter('p', { expect_epoch: '$e2' }),
      complete('p', { expect_epoch: '$e3' }),
      begin('p', c, { expect_epoch: '$e4' }),
      abort('p', { expect_epoch: '$e5' }),
    ]),
    scene('right-epoch-wrong-phase', [
      set('p', a),
      enter('p', { expect_epoch: '$e1' }),
      complete('p', { expect_epoch: '$e1' }),
      abort('p', { expect_epoch: '$e1' }),
      begin('p', b, { expect_epoch: '$e1' }),
      complete('p', { expect_epoch: '$e5' }),
      begin('p', b, { expect_epoch: '$e5' }),
      enter('p', { expect_epoch: '$e5' }),
      enter('p', { expect_epoch: '$e8' }),
    ]),
    scene('wrong-epoch-before-wrong-phase', [
      set('p', a),
      set('p', a),
      enter('p', { expect_epoch: '$e1' }),
      complete('p', { expect_epoch: '$e1' }),
      abort('p', { expect_epoch: '$e1' }),
      look('p'),
    ]),
    scene('epoch-of-another-partition', [
      set('p', a),
      set('q', a),
      begin('p', b, { expect_epoch: '$e2' }),
      look('p'),
      admit('p', '$e1'),
    ]),
    scene('of-an-aborted-migration', [
      set('p', a),
      begin('p', b),
      abort('p'),
      begin('p', b),
      enter('p', { expect_epoch: '$e2' }),
      enter('p'),
      complete('p', { expect_epoch: '$e2' }),
      complete('p', { expect_epoch: '$e4' }),
      look('p'),
    ]),
  ],
})
