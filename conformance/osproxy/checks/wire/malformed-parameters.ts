import type { Input, Setting } from '../../../../machines/model/model.ts'
import { type Catalogue, loadCatalogue } from '../../../../spec/catalogue.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check, type NamedCase } from '../../../kit/check.ts'
import { missingName } from '../../../kit/judging/selection.ts'
import {
  a,
  abort,
  admit,
  advance,
  arm,
  b,
  begin,
  bulk,
  clock,
  complete,
  constant,
  ctl,
  enter,
  explain,
  field,
  hold,
  index,
  item,
  log,
  look,
  multiGet,
  query,
  read,
  resolve,
  result,
  resume,
  rewind,
  set,
  settle,
  shared,
  write,
} from '../../calls.ts'
import { malformations } from '../malformed.ts'
import { served } from '../served.ts'

const everything = shared(
  field('p'),
  field('c', constant({ any: null })),
  field('w', { kind: 'from_principal', attr: 't' }),
  field('h', { kind: 'from_header', header: 'H' }),
)

/** One well-formed call for every shape of parameters: the twin of each malformed one. `p` drains, `q` is settled. */
const twins: readonly Input[] = [
  query({ state: 'active', placement: everything }),
  query({ state: 'migrating', from: index('a', 'i'), to: a, phase: 'cutover' }),
  set('q', a),
  set('q', index('a', 'i')),
  set('q', everything),
  begin('q', everything),
  begin('q', b, { expect_epoch: '1' }),
  enter('p'),
  enter('p', { expect_epoch: '1' }),
  complete('p', { expect_epoch: '1' }),
  abort('q', { expect_epoch: '1' }),
  look('p'),
  resolve('p'),
  admit('p', '1'),
  ctl.config({ controller: 0 }),
  ctl.begin('q', everything, { controller: 0 }),
  ctl.enter('p', { controller: 0 }),
  ctl.complete('p', { controller: 0 }),
  ctl.abort('q', { controller: 0 }),
  ctl.state('p', { controller: 0 }),
  ctl.restart({ controller: 0, barrier_ns: '1' }),
  advance(1),
  rewind(1),
  clock,
  arm('begin_migration', 'before_apply', { count: 1, retryable: true, reason: 'r' }),
  arm('resolve', 'unavailable', { instance: 0 }),
  write('w1', 'q', { mode: 'sync' }),
  write('w1', 'q', { stop_at: 'gated' }),
  resume('w1', { stop_at: 'gated' }),
  result('w1'),
  bulk('b', [item('w1', 'q'), item('w2', 'q', 'delete')]),
  read('q'),
  multiGet('q'),
  hold('w1'),
  settle('w1', 'commit'),
  log,
  explain('w1'),
]

/** Capabilities that a call needs beyond those of its operation. */
function extras({ params }: Input): readonly string[] {
  return [
    ...(params.expect_epoch === undefined ? [] : ['expect_epoch']),
    ...(params.stop_at === undefined ? [] : ['pause_points']),
  ]
}

function cases({ profile, capabilities }: Setting): readonly NamedCase[] {
  const catalogue = loadCatalogue('osproxy')
  const applies = (input: Input): boolean =>
    missingName([input.op, ...extras(input)], catalogue, profile, capabilities) === undefined
  return [
    ...twins.flatMap((twin, at) => (applies(twin) ? casesOf(twin, at, catalogue) : [])),
    scene('unknown-operation', [set('p', a), look('p'), { op: 'store.remove', params: { partition: 'p' } }, look('p')]),
  ]
}

/** One case for each place that is spoiled: every spoiled call between two looks, and the twin last. */
function casesOf(twin: Input, at: number, catalogue: Catalogue): readonly NamedCase[] {
  const byPath = new Map<string, Input[]>()
  for (const { path, params } of malformations(twin.params)) {
    if (catalogue.params(twin.op, params) === undefined) continue
    byPath.set(path, [...(byPath.get(path) ?? []), { op: twin.op, params }])
  }
  return [...byPath].map(([path, inputs]) =>
    scene(`${twin.op}-${at}-${path}`, [
      set('p', a),
      begin('p', b),
      set('q', a),
      look('p'),
      look('q'),
      ...inputs.flatMap((input) => [input, look('p'), look('q')]),
      twin,
    ]),
  )
}

/** Parameters of every operation, spoiled in one place at a time. */
export const malformedParameters = check({
  id: 'osproxy/malformed-parameters',
  kind: 'wire',
  requirements: ['OSP-003', 'OSP-010', 'OSP-120'],
  needs: ['store.set', 'store.state'],
  explain:
    'Parameters that are not exactly in shape are refused as a whole with invalid_params, without effect, and their well-formed twins are served.',
  cases,
  monitors: [served],
})
