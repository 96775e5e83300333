import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, b, barrier, ctl, look, second, set } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const [third, half] = [barrier / 3, barrier / 2]

/** Three partitions wait at different times; each is flipped by its own cutover alone. */
export const independentWaits = check({
  id: 'osproxy/independent-waits',
  kind: 'scenario',
  requirements: ['OSP-065', 'OSP-066', 'OSP-077'],
  needs: ['control'],
  explain: 'The wait of one partition is neither shortened nor prolonged by what happens to another one.',
  model: controlScenes,
  cases: () => [
    scene('one-after-another', [
      ...['p', 'q', 'r'].flatMap((name) => [set(name, a), ctl.begin(name, b)]),
      ctl.enter('p'),
      advance(third),
      ctl.enter('q'),
      advance(third),
      ctl.enter('r'),
      ctl.complete('p'),
      ctl.complete('q'),
      ctl.complete('r'),
      advance(third),
      ctl.complete('r'),
      ctl.complete('q'),
      ctl.complete('p'),
      advance(third),
      ctl.complete('r'),
      ctl.complete('q'),
      advance(third - 1),
      ctl.complete('r'),
      advance(1),
      ctl.complete('r'),
    ]),
    scene('another-one-ends', [
      ...['p', 'q', 'r'].flatMap((name) => [set(name, a), ctl.begin(name, b), ctl.enter(name)]),
      advance(half),
      ctl.abort('q'),
      ctl.complete('p'),
      advance(half),
      ctl.complete('r'),
      ctl.complete('p'),
      look('p'),
    ]),
    scene('another-one-is-entered-late', [
      ...['p', 'q'].flatMap((name) => [set(name, a), ctl.begin(name, b)]),
      ctl.enter('p'),
      advance(barrier - 1),
      ctl.enter('q'),
      ctl.complete('p'),
      advance(1),
      ctl.complete('q'),
      ctl.complete('p'),
    ]),
    scene('by-another-controller', [
      ...['p', 'q'].flatMap((name) => [set(name, a), ctl.begin(name, b)]),
      ctl.enter('p'),
      advance(half),
      ctl.enter('q', second),
      advance(half),
      ctl.complete('q', second),
      ctl.complete('p'),
    ]),
  ],
})
