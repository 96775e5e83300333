import { scene, times } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { advance, barrier, ctl, look, second, toCutover } from '../../calls.ts'

/** One nanosecond short of each barrier, exactly at it and behind it, for each way to come by one. */
const around = (length: number, configuration: { barrier_ns?: string }, name: string) => [
  scene(
    `${name}-short`,
    [...toCutover('p'), advance(length - 1), ctl.complete('p'), look('p'), advance(1), ctl.complete('p')],
    configuration,
  ),
  scene(`${name}-exact`, [...toCutover('p'), advance(length), ctl.complete('p'), look('p')], configuration),
  scene(`${name}-behind`, [...toCutover('p'), advance(length + 1), ctl.complete('p')], configuration),
]

/** The moment from which a completion flips: by default, as configured, and with no barrier at all. */
export const barrierBoundaries = check({
  id: 'osproxy/barrier-boundaries',
  kind: 'scenario',
  requirements: ['OSP-065', 'OSP-066', 'OSP-067', 'OSP-068', 'OSP-071', 'OSP-078', 'OSP-110', 'OSP-118'],
  needs: ['control'],
  explain:
    'Completion is refused one nanosecond short of the barrier and flips exactly at it, however often it was asked before.',
  cases: () => [
    ...around(barrier, {}, 'default'),
    ...around(7, { barrier_ns: '7' }, 'seven'),
    ...around(2 * barrier, { barrier_ns: `${2 * barrier}` }, 'a-minute'),
    scene('none', [ctl.config(), ...toCutover('p'), ctl.complete('p'), look('p')], { barrier_ns: '0' }),
    scene('none-after-a-restart', [...toCutover('p'), ctl.restart(), ctl.complete('p')], { barrier_ns: '0' }),
    scene('shown', [ctl.config(), ctl.config(second)]),
    scene('shown-as-configured', [ctl.config(), ctl.config(second)], { barrier_ns: '18446744073709551615' }),
    scene('changed-by-a-restart', [
      ctl.restart({ barrier_ns: '9' }),
      ctl.config(),
      ctl.config(second),
      ...toCutover('p'),
      advance(8),
      ctl.complete('p'),
      advance(1),
      ctl.complete('p'),
    ]),
    scene('polled-for-ever', [...toCutover('p'), ...times(40, ctl.complete('p')), look('p')]),
    scene('polled-on-the-way', [
      ...toCutover('p'),
      ...times(9, advance(barrier / 10), ctl.complete('p'), look('p')),
      advance(barrier / 10 - 1),
      ctl.complete('p'),
      advance(1),
      ctl.complete('p'),
    ]),
    scene('restarted-on-the-way', [
      ...toCutover('p'),
      advance(barrier - 1),
      ctl.restart(),
      ctl.complete('p'),
      advance(barrier - 1),
      ctl.complete('p'),
      advance(1),
      ctl.complete('p'),
    ]),
    scene('entered-again-at-once', [...toCutover('p'), ctl.enter('p'), ctl.complete('p'), look('p')]),
    scene('entered-again-on-the-way', [
      ...toCutover('p'),
      advance(barrier / 2),
      ctl.enter('p'),
      ctl.complete('p'),
      advance(barrier - 1),
      ctl.complete('p'),
      advance(1),
      ctl.complete('p'),
    ]),
    scene('the-longest', [...toCutover('p'), advance(2n ** 63n), ctl.complete('p'), look('p')], {
      barrier_ns: '18446744073709551615',
    }),
  ],
})
