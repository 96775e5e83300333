import type { SweptCase } from '../../../kit/check.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  admit,
  advance,
  arm,
  b,
  begin,
  bulk,
  call,
  constant,
  ctl,
  disarm,
  enter,
  explain,
  field,
  hold,
  item,
  log,
  look,
  multiGet,
  multiSearch,
  query,
  read,
  resolve,
  restartStore,
  result,
  resultOfBulk,
  resume,
  resumeBulk,
  rewind,
  set,
  settle,
  shared,
  toCutover,
  write,
} from '../../calls.ts'

/** A placement with everything that a placement can have. */
const everything = shared(
  field('f'),
  field('c', constant({ any: [] })),
  field('w', { kind: 'from_principal', attr: 'team' }),
  field('h', { kind: 'from_header', header: 'x-region' }),
)
const retries = { retry: { max_attempts: 4, base_backoff_ns: '50', max_backoff_ns: '1000' } }

/** The calls that the walks do not sweep, each among calls that show what it did. Ids are used once: the second round has its own. */
const cases = (round: 1 | 2): readonly SweptCase[] => {
  const [w, bulkId] = [`w${round}`, `b${round}`]
  const of = (op: string, name: string, inputs: SweptCase['inputs'], needs: readonly string[] = []): SweptCase => ({
    ...{ of: op, name, inputs, needs },
    configuration: {},
  })
  const configured = (
    name: string,
    configuration: SweptCase['configuration'],
    inputs: SweptCase['inputs'],
    ...needs: readonly string[]
  ): SweptCase => ({ ...of('reset', name, inputs, needs), configuration })
  const moving = [begin('p', b), enter('p'), look('p')]
  return [
    of('state.query', 'query', [query({ state: 'active', placement: everything })], ['state_query']),
    of(
      'state.query',
      'query-moving',
      [query({ state: 'migrating', from: everything, to: everything, phase: 'draining' })],
      ['state_query'],
    ),
    of('store.set', 'set', [set('p', everything), look('p'), resolve('p'), ...moving]),
    of('store.admit_write', 'admit', [set('p', a), admit('p', '$e1'), begin('p', b), admit('p', '1'), look('p')]),
    of('store.restart', 'restart', [set('p', a), begin('p', b), restartStore, look('p')], ['durable_store']),
    of(
      'ctl.restart',
      'ctl-restart',
      [...toCutover('p'), ctl.restart({ barrier_ns: '5' }), ctl.config(), ctl.complete('p')],
      ['control'],
    ),
    of(
      'clock.rewind',
      'rewind',
      [...toCutover('p'), advance(7), rewind(5), ctl.complete('p')],
      ['control', 'clock_rewind'],
    ),
    of(
      'fault.arm',
      'fault',
      [
        set('p', a),
        arm('begin_migration', 'before_apply', { count: 1, reason: 'r' }),
        ctl.begin('p', b),
        ctl.begin('p', b),
        disarm,
        look('p'),
      ],
      ['control', 'faults'],
    ),
    of(
      'fault.arm',
      'unknown-code',
      [set('p', a), arm('begin_migration', 'unavailable', { code: 'quota' }), ctl.begin('p', b), disarm, look('p')],
      ['control', 'faults', 'unknown_codes'],
    ),
    of('proxy.write', 'write', [set('p', a), write(w, 'p'), log, read('p')], ['fleet']),
    of('proxy.write', 'explained-write', [set('p', a), write(w, 'p'), explain(w)], ['fleet', 'explain']),
    of(
      'proxy.write',
      'stopped-write',
      [set('p', a), write(w, 'p', { stop_at: 'resolved' }), resume(w, { stop_at: 'gated' }), resume(w), result(w), log],
      ['fleet', 'pause_points'],
    ),
    of(
      'upstream.hold',
      'held-write',
      [set('p', a), hold(w), write(w, 'p'), settle(w, 'commit'), result(w), log],
      ['fleet', 'pause_points'],
    ),
    {
      ...of(
        'proxy.bulk',
        'bulk',
        [
          set('p', a),
          bulk(bulkId, [item(w, 'p')], { stop_at: 'prepared' }),
          resumeBulk(bulkId),
          resultOfBulk(bulkId),
          log,
        ],
        ['bulk', 'pause_points'],
      ),
      // Ids are used once.
      except: ['items'],
    },
    of(
      'proxy.read',
      'read',
      [set('p', a), call('proxy.read', { instance: 0, partition: 'p', doc_id: 'd' })],
      ['fleet'],
    ),
    of('proxy.mget', 'multi-get', [set('p', a), multiGet('p')], ['multi_get']),
    of('proxy.msearch', 'multi-search', [set('p', a), multiSearch('p')], ['multi_get']),
    configured(
      'barrier',
      { barrier_ns: '5' },
      [...toCutover('p'), advance(7), ctl.complete('p'), ctl.config()],
      'control',
    ),
    configured(
      'retries',
      retries,
      [set('p', a), arm('resolve', 'unavailable', { count: 2 }), read('p')],
      'fleet',
      'faults',
    ),
    configured(
      'retries-of-a-long-outage',
      retries,
      [set('p', a), arm('resolve', 'unavailable', { count: 1000 }), read('p'), log],
      ...['fleet', 'faults'],
    ),
    configured(
      'deadline',
      { upstream_deadline_ns: '5' },
      [set('p', a), hold(w), write(w, 'p'), advance(1_000_000_000), settle(w, 'commit'), log],
      ...['fleet', 'pause_points'],
    ),
    configured('instances', { instances: 2 }, [set('p', a), read('p'), begin('p', b), read('p'), log], 'fleet'),
  ]
}

/** Parameters that no walk sweeps, and the configuration, over their horizons. */
export const sweptCalls = check({
  id: 'osproxy/swept-calls',
  kind: 'scenario',
  requirements: [
    'OSP-004',
    'OSP-120',
    { id: 'OSP-068', needs: ['control'] },
    { id: 'OSP-097', needs: ['fleet', 'faults'] },
    { id: 'OSP-098', needs: ['fleet', 'faults'] },
    { id: 'OSP-107', needs: ['fleet', 'pause_points'] },
  ],
  needs: ['store.set', 'store.state'],
  explain: 'Every parameter of every operation, and of the configuration, over the values at which software breaks.',
  swept: (_, round) => cases(round),
})
