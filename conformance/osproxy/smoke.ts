import type { Call } from '../../spec/adapter.ts'
import type { JsonObject } from '../../spec/json.ts'
import type { ResetProbe, SmokeStep } from '../kit/adapters/conversation.ts'

const cluster = (name: string): JsonObject => ({ kind: 'dedicated_cluster', cluster: name })
const call = (op: string, params: JsonObject): Call => ({ op, params })

/** A settled partition is placed, found and gated: the least that any store does. */
export const smoke: readonly SmokeStep[] = [
  { call: call('reset', {}), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
  {
    call: call('store.state', { partition: 'smoke' }),
    expect: (reply) => (reply.ok?.found === false ? undefined : '{"found":false}'),
  },
  {
    call: call('store.set', { partition: 'smoke', placement: cluster('a') }),
    expect: (reply) => (typeof reply.ok?.epoch === 'string' ? undefined : 'ok with an epoch as a decimal string'),
  },
  {
    call: call('store.resolve', { partition: 'smoke' }),
    expect: (reply) => (reply.ok?.found === true ? undefined : 'the placement, "found":true'),
  },
  {
    call: call('store.admit_write', { partition: 'smoke', epoch: '0' }),
    expect: (reply) => (typeof reply.ok?.admission === 'string' ? undefined : 'an admission'),
  },
  { call: call('reset', {}), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
]

/** What a dishonest reset would leave behind, and the queries that show it. */
export const resetProbe: ResetProbe = {
  dirty: [
    call('store.set', { partition: 'left', placement: cluster('a') }),
    call('store.begin_migration', { partition: 'left', to: cluster('b') }),
    call('store.enter_cutover', { partition: 'left' }),
    call('store.set', { partition: 'over', placement: cluster('b') }),
  ],
  probe: [
    call('store.state', { partition: 'left' }),
    call('store.resolve', { partition: 'over' }),
    call('store.admit_write', { partition: 'left', epoch: '1' }),
  ],
}
