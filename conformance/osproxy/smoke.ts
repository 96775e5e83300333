import type { ResetProbe, SmokeStep } from '../kit/adapters/conversation.ts'
import { a, admit, begin, cluster, enter, look, reset, resolve, set } from './calls.ts'

/** A settled partition is placed, found and gated: the least that any store does. */
export const smoke: readonly SmokeStep[] = [
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
  {
    call: look('smoke'),
    expect: (reply) => (reply.ok?.found === false ? undefined : '{"found":false}'),
  },
  {
    call: set('smoke', a),
    expect: (reply) => (typeof reply.ok?.epoch === 'string' ? undefined : 'ok with an epoch as a decimal string'),
  },
  {
    call: resolve('smoke'),
    expect: (reply) => (reply.ok?.found === true ? undefined : 'the placement, "found":true'),
  },
  {
    call: admit('smoke', '0'),
    expect: (reply) => (typeof reply.ok?.admission === 'string' ? undefined : 'an admission'),
  },
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
]

/** What a dishonest reset would leave behind, and the queries that show it. */
export const resetProbe: ResetProbe = {
  dirty: [set('left', a), begin('left', cluster('b')), enter('left'), set('over', cluster('b'))],
  probe: [look('left'), resolve('over'), admit('left', '1')],
}
