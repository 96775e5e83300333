import type { Json, JsonObject } from '../../../../spec/json.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  abort,
  begin,
  cluster,
  complete,
  constant,
  enter,
  field,
  index,
  look,
  resolve,
  set,
  shared,
} from '../../calls.ts'
import { storeScenes } from '../scene-models.ts'

const constants: readonly Json[] = [
  null,
  true,
  0,
  -1.5,
  '',
  [],
  {},
  { b: [1, null, { z: 'x', a: [[]] }], a: '\u0000' },
  9007199254740991,
]

const placements: readonly (readonly [name: string, placement: JsonObject])[] = [
  ['dedicated-cluster', cluster('x')],
  ['dedicated-index', index('x', 'y')],
  ['no-field', shared()],
  ['one-field', shared(field('f'))],
  ['eight-fields', shared(...[8, 3, 5, 1, 7, 2, 6, 4].map((name) => field(`f${name}`)))],
  [
    'every-kind-of-field',
    shared(
      field('p'),
      field('c', constant(1)),
      field('w', { kind: 'from_principal', attr: 't' }),
      field('h', { kind: 'from_header', header: 'X-H' }),
    ),
  ],
  ['same-name-twice', shared(field('f'), field('f', constant(2)), field('f'))],
  ...constants.map((json, at) => [`constant-${at}`, shared(field('f', constant(json)))] as const),
]

/** Placements of every shape go through a whole migration, as destination and as origin. */
export const keptPlacements = check({
  id: 'osproxy/kept-placements',
  kind: 'scenario',
  requirements: ['OSP-004', 'OSP-027', 'OSP-033', 'OSP-036', 'OSP-037'],
  needs: ['store.begin_migration', 'store.state', 'store.resolve'],
  explain:
    'Placements come back member by member and field by field in order, from set and begin through flip and abort.',
  model: storeScenes,
  cases: () =>
    placements.flatMap(([name, placement]) => [
      scene(`${name}-flipped`, [
        set('p', a),
        begin('p', placement),
        enter('p'),
        complete('p'),
        look('p'),
        resolve('p'),
      ]),
      scene(`${name}-aborted`, [set('p', placement), begin('p', a), resolve('p'), abort('p'), resolve('p')]),
      scene(`${name}-aborted-in-cutover`, [
        set('p', placement),
        begin('p', a),
        enter('p'),
        resolve('p'),
        abort('p'),
        look('p'),
      ]),
    ]),
})
