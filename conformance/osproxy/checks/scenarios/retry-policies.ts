import type { Input, Setting } from '../../../../machines/model/model.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, arm, bulk, item, log, multiGet, multiSearch, read, set, write } from '../../calls.ts'

const policy = (max_attempts: number, base: string, cap: string): JsonObject => ({
  retry: { max_attempts, base_backoff_ns: base, max_backoff_ns: cap },
})

/** Policies by name, with the number of attempts that each allows. Base, doubling and cap meet in every way. */
const policies: readonly (readonly [name: string, attempts: number, configuration: JsonObject])[] = [
  ['default', 3, {}],
  ['no-attempts', 1, policy(0, '50', '1000')],
  ['one-attempt', 1, policy(1, '50', '1000')],
  ['two-attempts', 2, policy(2, '50', '1000')],
  ['no-base', 4, policy(4, '0', '1000')],
  ['cap-below-base', 3, policy(3, '50', '49')],
  ['cap-at-a-doubling', 5, policy(5, '10', '40')],
  ['cap-short-of-a-doubling', 5, policy(5, '10', '39')],
  ['cap-between', 5, policy(5, '10000000', '25000000')],
  ['many-attempts', 44, policy(44, '1000000', '10000000000000000')],
  ['large-base', 4, policy(4, '9223372036854000000', '18446744073709000000')],
]

const paths = ({ capabilities }: Setting): readonly (readonly [name: string, request: Input])[] => [
  ['read', read('p')],
  ['index', write('w1', 'p')],
  ['create', write('w1', 'p', { action: 'create' })],
  ['delete', write('w1', 'p', { action: 'delete' })],
  ...(capabilities.has('bulk') ? [['bulk', bulk('b1', [item('w1', 'p'), item('w2', 'p')])] as const] : []),
  ...(capabilities.has('multi_get') ? [['mget', multiGet('p')] as const, ['msearch', multiSearch('p')] as const] : []),
]

const outages = (attempts: number): number[] =>
  [...new Set([1, attempts - 1, attempts, attempts + 1])].filter((count) => count > 0)

/** Store reads fail a number of times on each path, under each policy. */
export const retryPolicies = check({
  id: 'osproxy/retry-policies',
  kind: 'scenario',
  requirements: ['OSP-097', 'OSP-098', 'OSP-099', 'OSP-100', 'OSP-101'],
  needs: ['fleet', 'faults'],
  explain:
    'Outages up to the last attempt stay invisible, longer ones end in 503, waits double up to the cap, and final answers are not asked again.',
  cases: (setting) => [
    ...policies.flatMap(([name, attempts, configuration]) =>
      outages(attempts).flatMap((count) =>
        paths(setting)
          .slice(0, name === 'default' ? undefined : 2)
          .map(([path, request]) =>
            scene(
              `${name}-${path}-${count}`,
              [set('p', a), arm('resolve', 'unavailable', { count }), request, log, read('p')],
              configuration,
            ),
          ),
      ),
    ),
    ...paths(setting).flatMap(([path, request]) => [
      scene(`final-${path}`, [
        set('p', a),
        arm('resolve', 'unavailable', { retryable: false }),
        request,
        log,
        read('p'),
      ]),
      scene(`final-at-second-${path}`, [
        set('p', a),
        arm('resolve', 'unavailable'),
        arm('resolve', 'unavailable', { retryable: false }),
        request,
        log,
      ]),
      scene(`unplaced-${path}`, [request, log]),
      scene(`unplaced-after-an-outage-${path}`, [arm('resolve', 'unavailable'), request, log]),
      scene(`other-instance-${path}`, [
        set('p', a),
        arm('resolve', 'unavailable', { count: 9, instance: 1 }),
        request,
        read('p', 1),
      ]),
    ]),
    scene('underivable', [
      { op: 'proxy.read', params: { instance: 0 } },
      { op: 'proxy.write', params: { instance: 0, write_id: 'w1', doc_id: 'd', action: 'index' } },
      log,
    ]),
  ],
})
