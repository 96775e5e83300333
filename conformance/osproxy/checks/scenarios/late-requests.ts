import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, arm, b, barrier, c, ctl, look, release, set, toCutover } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

/** Requests that reach the store twice, or long after they were sent. */
export const lateRequests = check({
  id: 'osproxy/late-requests',
  kind: 'scenario',
  requirements: ['OSP-080', 'OSP-109', 'OSP-114'],
  needs: ['control', 'faults'],
  explain: 'A second copy of a request changes nothing, and a late one does at most what it would have done in time.',
  model: controlScenes,
  cases: () => [
    ...['begin_migration', 'enter_cutover', 'complete_migration', 'abort_migration'].map((op) =>
      scene(`twice-${op}`, [
        set('p', a),
        arm(op, 'duplicate'),
        ctl.begin('p', b),
        look('p'),
        ctl.enter('p'),
        look('p'),
        advance(barrier),
        op === 'abort_migration' ? ctl.abort('p') : ctl.complete('p'),
        look('p'),
      ]),
    ),
    scene('late-begin', [
      set('p', a),
      arm('begin_migration', 'delay'),
      ctl.begin('p', b),
      look('p'),
      release,
      look('p'),
    ]),
    scene('late-enter', [
      set('p', a),
      ctl.begin('p', b),
      arm('enter_cutover', 'delay'),
      ctl.enter('p'),
      look('p'),
      advance(barrier),
      release,
      look('p'),
      ctl.complete('p'),
      look('p'),
    ]),
    scene('late-abort-of-another-migration', [
      ...toCutover('p'),
      arm('abort_migration', 'delay'),
      ctl.abort('p'),
      advance(barrier),
      ctl.complete('p'),
      ctl.begin('p', c),
      release,
      look('p'),
    ]),
    scene('late-completion-of-another-migration', [
      ...toCutover('p'),
      advance(barrier),
      arm('complete_migration', 'delay'),
      ctl.complete('p'),
      ctl.abort('p'),
      ctl.begin('p', c),
      ctl.enter('p'),
      look('p'),
      release,
      look('p'),
    ]),
  ],
})
