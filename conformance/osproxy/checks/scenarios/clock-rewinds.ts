import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { advance, barrier, clock, ctl, look, rewind, toCutover } from '../../calls.ts'

/** The injected clock steps back, to and behind the cutover. Nothing else is judged here. */
export const clockRewinds = check({
  id: 'osproxy/clock-rewinds',
  kind: 'scenario',
  requirements: ['OSP-079'],
  needs: ['clock_rewind'],
  explain:
    'A clock that steps back makes the elapsed time zero: completion is refused with at most the whole barrier left.',
  cases: () => [
    scene('back-to-the-cutover', [
      advance(50),
      ...toCutover('p'),
      advance(barrier - 1),
      rewind(barrier - 1),
      ctl.complete('p'),
      look('p'),
    ]),
    scene('back-behind-the-cutover', [
      advance(50),
      ...toCutover('p'),
      advance(7),
      rewind(8),
      ctl.complete('p'),
      look('p'),
    ]),
    scene('back-to-the-beginning', [advance(50), ...toCutover('p'), rewind(50), ctl.complete('p'), look('p')]),
    scene('back-below-zero', [advance(1), ...toCutover('p'), rewind(2), clock, ctl.complete('p'), look('p')]),
    scene('back-after-the-barrier', [
      advance(50),
      ...toCutover('p'),
      advance(barrier),
      rewind(1),
      ctl.complete('p'),
      look('p'),
    ]),
    scene('back-and-forth', [
      advance(50),
      ...toCutover('p'),
      rewind(20),
      ctl.complete('p'),
      advance(20),
      ctl.complete('p'),
      advance(barrier - 1),
      ctl.complete('p'),
      look('p'),
    ]),
  ],
})
