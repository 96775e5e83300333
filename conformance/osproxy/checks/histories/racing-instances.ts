import { scene, times } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, b, batch, ctl, look, read, set } from '../../calls.ts'

/** Instances read while a controller moves the partition: an answered transition is seen by all of them. */
export const racingInstances = check({
  id: 'osproxy/racing-instances',
  kind: 'history',
  requirements: ['OSP-084'],
  needs: ['concurrent', 'fleet'],
  explain: 'A transition that was answered shows in every read that begins afterwards, at every instance.',
  cases: () => [
    scene(
      'reads-everywhere',
      [
        set('p', a),
        ...times(
          6,
          look('p'),
          batch([
            [ctl.begin('p', b), ctl.enter('p'), ctl.complete('p')],
            ...[0, 1, 0].map((instance) => times(4, read('p', instance))),
          ]),
          look('p'),
        ),
      ],
      { barrier_ns: '0' },
    ),
  ],
})
