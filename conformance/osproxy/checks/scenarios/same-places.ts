import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  abort,
  admit,
  b,
  begin,
  c,
  complete,
  constant,
  enter,
  field,
  index,
  resolve,
  set,
  shared,
} from '../../calls.ts'
import { storeScenes } from '../scene-models.ts'

/** Placements that look alike but are not, and pairs that only look different. */
const near = [
  index('b', 'i'),
  index('b', 'I'),
  index('B', 'i'),
  shared(),
  shared(field('f')),
  shared(field('f'), field('f')),
]
const [one, other] = [
  { x: 1, y: [2, 3] },
  { y: [2, 3], x: 1 },
].map((json) => shared(field('f', constant(json))))

/** Begin and set towards where a partition is, and where it nearly is. */
export const samePlaces = check({
  id: 'osproxy/same-places',
  kind: 'scenario',
  requirements: ['OSP-025', 'OSP-026', 'OSP-027', 'OSP-042'],
  needs: ['store.set', 'store.begin_migration', 'store.state'],
  explain:
    'A destination equal to the placement is accepted or refused as declared, every time; an unequal one is always accepted.',
  model: storeScenes,
  cases: () => [
    scene('whole-cycle', [
      set('p', a),
      begin('p', a),
      admit('p', '$e1'),
      admit('p', '$e2'),
      enter('p'),
      resolve('p'),
      complete('p'),
      begin('p', a),
      abort('p'),
      begin('p', a),
    ]),
    scene('after-a-migration', [
      set('p', a),
      begin('p', b),
      enter('p'),
      complete('p'),
      begin('p', b),
      abort('p'),
      begin('p', a),
    ]),
    scene('equal-constants', [
      set('p', one ?? a),
      begin('p', other ?? a),
      enter('p'),
      abort('p'),
      begin('p', one ?? a),
    ]),
    ...near.flatMap((at, i) =>
      near
        .filter((_, j) => j !== i)
        .map((to, j) => scene(`near-${i}-${j}`, [set('p', at), begin('p', to), enter('p'), complete('p')])),
    ),
    scene('set-while-settled', [
      set('p', a),
      set('p', a),
      admit('p', '$e1'),
      set('p', b),
      admit('p', '$e2'),
      set('p', b),
    ]),
    scene('set-while-draining', [
      set('p', a),
      begin('p', b),
      set('p', c),
      admit('p', '$e2'),
      set('p', a),
      enter('p'),
      abort('p'),
    ]),
    scene('set-while-in-cutover', [
      set('p', a),
      begin('p', b),
      enter('p'),
      set('p', c),
      admit('p', '$e3'),
      set('p', b),
      complete('p'),
      set('p', a),
    ]),
  ],
})
