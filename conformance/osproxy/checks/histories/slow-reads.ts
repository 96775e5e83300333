import type { Input } from '../../../../machines/model/model.ts'
import { scene, times } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, arm, b, barrier, batch, ctl, look, release, second, set } from '../../calls.ts'

const third = barrier / 3

/** Another lane acts once the completion has surely begun, and then lets it go on. None of its first calls needs the store. */
const meanwhile = (...calls: readonly Input[]): readonly Input[] => [...times(2000, ctl.config()), ...calls, release]

/** A completion whose read of the state takes long: what another controller does meanwhile is not waited for by it already. */
export const slowReads = check({
  id: 'osproxy/slow-reads',
  kind: 'history',
  requirements: ['OSP-065', 'OSP-071', { id: 'OSP-080', needs: ['stalled_replies'] }],
  needs: ['concurrent', 'stall', 'control', 'clock.advance', 'store.state'],
  explain: 'However long a controller waits for the state, a cutover that is published meanwhile gets a whole barrier.',
  cases: ({ capabilities }) => [
    scene('cutover-while-the-state-is-asked-for', [
      set('p', a),
      ctl.begin('p', b),
      arm('state', 'stall'),
      batch([[ctl.complete('p', second)], meanwhile(advance(2 * third), ctl.enter('p'))]),
      look('p'),
      advance(third),
      ctl.complete('p', second),
      look('p'),
      advance(barrier),
      ctl.complete('p', second),
    ]),
    ...(capabilities.has('stalled_replies')
      ? [
          scene('placed-and-moved-while-nothing-was-read', [
            arm('state', 'stall_reply'),
            batch([[ctl.complete('p', second)], meanwhile(set('p', a), ctl.begin('p', b), ctl.enter('p'))]),
            look('p'),
          ]),
          scene('moved-on-while-draining-was-read', [
            set('p', a),
            ctl.begin('p', b),
            arm('state', 'stall_reply'),
            batch([[ctl.complete('p', second)], meanwhile(ctl.enter('p'))]),
            look('p'),
          ]),
          scene('started-over-while-the-cutover-was-read', [
            set('p', a),
            ctl.begin('p', b),
            ctl.enter('p', second),
            advance(barrier),
            arm('state', 'stall_reply'),
            batch([[ctl.complete('p', second)], meanwhile(ctl.abort('p'), ctl.begin('p', b), ctl.enter('p'))]),
            look('p'),
          ]),
        ]
      : []),
  ],
})
