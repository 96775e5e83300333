import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, b, barrier, c, ctl, toCutover } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const again = (first: readonly ReturnType<typeof advance>[], to = c) => [
  ...toCutover('p'),
  ...first,
  ctl.begin('p', to),
  ctl.enter('p'),
]

/** A partition is migrated again and again by one controller. */
export const secondCutovers = check({
  id: 'osproxy/second-cutovers',
  kind: 'scenario',
  requirements: ['OSP-041', 'OSP-065', 'OSP-070', 'OSP-118'],
  needs: ['control'],
  explain:
    'Every cutover of a partition has its own full wait, and once it has elapsed completion succeeds at the first attempt.',
  model: controlScenes,
  cases: () => [
    scene('after-a-flip', [...again([advance(barrier), ctl.complete('p')]), advance(barrier), ctl.complete('p')]),
    scene('after-an-abort', [...again([ctl.abort('p')], b), advance(barrier), ctl.complete('p')]),
    scene('polled', [
      ...again([advance(barrier), ctl.complete('p')]),
      ctl.complete('p'),
      advance(barrier - 1),
      ctl.complete('p'),
      advance(1),
      ctl.complete('p'),
    ]),
    scene('third-time', [
      ...again([advance(barrier), ctl.complete('p')]),
      advance(barrier),
      ctl.complete('p'),
      ctl.begin('p', a),
      ctl.enter('p'),
      advance(barrier),
      ctl.complete('p'),
    ]),
  ],
})
