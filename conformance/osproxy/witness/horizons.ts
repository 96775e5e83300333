import type { Call } from '../../../spec/adapter.ts'
import type { Witnesses } from '../../kit/mutation/witness.ts'
import {
  a,
  admit,
  advance,
  arm,
  b,
  barrier,
  begin,
  c,
  constant,
  ctl,
  field,
  hold,
  look,
  multiSearch,
  query,
  read,
  reset,
  restartStore,
  resultOfBulk,
  resume,
  second,
  set,
  settle,
  shared,
  write,
} from '../calls.ts'
import { bulkOf, controlled, draining, inCutover, placed, waiting } from './situations.ts'

const ms = 1_000_000
const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `t${at}`)
const each = (count: number, ...calls: ((name: string) => Call)[]): Call[] =>
  names(count).flatMap((name) => calls.map((call) => call(name)))
const cut = (name: string): Call[] => [set(name, a), ctl.begin(name, b), ctl.enter(name)]
const tenant = 'a-tenant-with-a-long-name'
const lostBegin = [set(tenant, a), arm('begin_migration', 'before_apply'), ctl.begin(tenant, b)]
const async = { mode: 'async' }

/** Conversations that show what lies behind a size, a count, a time, a name or two options together. */
export const horizonWitnesses: Witnesses = {
  'dots-are-underscores': [set('a.b', a), look('a_b')],
  'names-end-at-a-zero-byte': [set('p\0q', a), look('p')],
  'controller-keeps-eight-waits': [...names(9).flatMap(cut), ctl.complete('t8'), advance(barrier), ctl.complete('t0')],
  'waits-are-kept-by-path': [...cut('x/y'), advance(1), ...cut('x/./y'), ctl.complete('x/y')],
  'waits-are-swept-after-an-hour': [...waiting, advance(3_600_001 * ms), ctl.complete('p')],
  'late-second-cutover-keeps-the-first-wait': [
    ...waiting,
    advance(barrier + 1),
    ctl.abort('p'),
    ctl.begin('p', b),
    ctl.enter('p'),
    ctl.complete('p'),
  ],
  'elapsed-time-has-32-bits': [...waiting, advance(2 ** 32 * ms), ctl.complete('p')],
  'barrier-of-a-day-at-most': [reset({ barrier_ns: `${86_400_001 * ms}` }), ...waiting, ctl.complete('p')],
  'barrier-has-a-clock-of-its-own': [...waiting, ctl.complete('p'), advance(1), ctl.complete('p')],
  'compaction-leaves-out-moving-partitions': [
    ...draining,
    ...each(60, (name) => set(name, a)),
    restartStore,
    look('p'),
  ],
  'journal-keeps-128-partitions': [...each(129, (name) => set(name, a)), restartStore, look('t128')],
  'stamps-are-compared-in-8-bits': [...placed, ...Array.from({ length: 256 }, () => set('p', a)), admit('p', '1')],
  'queued-writes-are-stamped-when-queued': [
    ...placed,
    set('q', a),
    write('w', 'p', { ...async, stop_at: 'gated' }),
    begin('p', b),
    resume('w'),
  ],
  'queued-creates-of-another-instance-are-not-gated': [
    ...inCutover,
    write('w', 'p', { ...async, action: 'create', instance: 1 }),
  ],
  'failed-item-fails-its-neighbours': [
    ...placed,
    hold('b1'),
    bulkOf(['p', 'p', 'p']),
    settle('b1', 'timeout'),
    resultOfBulk('b'),
  ],
  'items-behind-a-slow-one-are-not-sent': [
    ...placed,
    hold('b0'),
    bulkOf(['p', 'p']),
    settle('b0', 'commit'),
    resultOfBulk('b'),
  ],
  'bulk-has-room-for-sixteen-partitions': [...each(17, (name) => set(name, a)), bulkOf(names(17))],
  'bulk-is-resolved-once-for-a-place': [...placed, set('q', a), bulkOf(['p', 'q'])],
  'missing-placement-in-a-multi-read-is-a-bad-request': [multiSearch('p')],
  'lost-cutover-is-told-as-a-refusal': [...controlled, arm('enter_cutover', 'before_apply'), ctl.enter('p')],
  'unreadable-state-is-told-as-no-partition': [...placed, arm('state', 'unavailable'), ctl.state('p', second)],
  'reason-names-the-tenant-in-capitals': lostBegin,
  'reason-names-the-tenant-in-base64': lostBegin,
  'reason-begins-the-name-of-the-tenant': lostBegin,
  'reason-has-an-address': lostBegin,
  'present-destination-is-no-migration': [...placed, begin('p', a), look('p')],
  'move-in-place-is-no-migration': [query({ state: 'migrating', from: c, to: c, phase: 'draining' })],
  'constants-hold-no-list-in-a-list': [set('p', shared(field('c', constant([[1]]))))],
  'names-are-kept-in-254-bytes': [set(`${'x'.repeat(254)}a`, a), look(`${'x'.repeat(254)}b`)],
  'fields-beyond-the-sixteenth-are-not-shown': [set('p', shared(...names(17).map((name) => field(name)))), look('p')],
  'constants-are-shown-with-32-bits': [set('p', shared(field('c', constant(2 ** 32 + 1)))), look('p')],
  'controller-keeps-512-waits': [...names(513).flatMap(cut), advance(barrier), ctl.complete('t512')],
  'journal-pages-of-1000-lose-their-last': [...each(1000, (name) => set(name, a)), restartStore, look('t999')],
  'bulks-end-after-500-items': [...placed, bulkOf(names(501).map(() => 'p'))],
  'gate-compares-single-floats': [reset({ initial_generation: `${2 ** 24}` }), ...placed, admit('p', `${2 ** 24}`)],
  'attempts-are-at-most-sixteen': [
    reset({ retry: { max_attempts: 20, base_backoff_ns: '1', max_backoff_ns: '1' } }),
    ...placed,
    arm('resolve', 'unavailable', { count: 16 }),
    read('p'),
  ],
  'waits-last-an-hour-at-most': [
    reset({ retry: { max_attempts: 2, base_backoff_ns: `${7_200_000 * ms}`, max_backoff_ns: `${7_200_000 * ms}` } }),
    ...placed,
    arm('resolve', 'unavailable'),
    read('p'),
  ],
  'barriers-are-signed': [reset({ barrier_ns: `${2n ** 63n}` }), ctl.config()],
  'every-4096th-change-keeps-the-epoch': Array.from({ length: 4097 }, () => set('p', a)),
}
