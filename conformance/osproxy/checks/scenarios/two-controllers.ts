import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, arm, b, barrier, c, ctl, look, release, second, set, toCutover } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

/** A second controller takes over: it waits for itself, and its own cutover is not flipped by the first one's wait. */
export const twoControllers = check({
  id: 'osproxy/two-controllers',
  kind: 'scenario',
  requirements: ['OSP-065', 'OSP-070', 'OSP-071', 'OSP-080', 'OSP-118'],
  needs: ['control'],
  explain: 'A controller never flips a cutover on the strength of a wait for another one, whoever entered either.',
  model: controlScenes,
  cases: ({ capabilities }) => [
    scene('restarted-by-the-second', [
      ...toCutover('p'),
      advance(barrier + 1),
      ctl.abort('p', second),
      ctl.begin('p', b, second),
      ctl.enter('p', second),
      ctl.complete('p'),
      look('p'),
      advance(barrier - 1),
      ctl.complete('p'),
      advance(1),
      ctl.complete('p'),
    ]),
    scene('restarted-while-the-first-waits', [
      ...toCutover('p'),
      advance(barrier / 3),
      ctl.abort('p', second),
      ctl.begin('p', b, second),
      ctl.enter('p', second),
      ctl.complete('p'),
    ]),
    scene('restarted-towards-elsewhere', [
      ...toCutover('p'),
      advance(barrier),
      ctl.abort('p', second),
      ctl.begin('p', c, second),
      ctl.enter('p', second),
      ctl.complete('p'),
      look('p'),
    ]),
    scene('taken-over', [
      ...toCutover('p'),
      advance(barrier),
      ctl.complete('p', second),
      advance(barrier - 1),
      ctl.complete('p', second),
      advance(1),
      ctl.complete('p', second),
    ]),
    scene('taken-over-and-given-back', [
      ...toCutover('p', second),
      advance(barrier),
      ctl.complete('p'),
      ctl.complete('p', second),
    ]),
    ...(capabilities.has('faults')
      ? [
          scene('late-completion', [
            ...toCutover('p'),
            advance(barrier),
            arm('complete_migration', 'delay'),
            ctl.complete('p'),
            ctl.abort('p', second),
            ctl.begin('p', c, second),
            ctl.enter('p', second),
            look('p'),
            release,
            look('p'),
          ]),
          scene('completion-in-time', [
            set('p', a),
            ctl.begin('p', b),
            ctl.enter('p'),
            advance(barrier),
            arm('complete_migration', 'delay'),
            ctl.complete('p'),
            look('p'),
            release,
            look('p'),
          ]),
        ]
      : []),
  ],
})
