import type { Call } from '../../spec/adapter.ts'
import type { JsonObject } from '../../spec/json.ts'
import type { ResetProbe, SmokeStep } from '../kit/adapters/conversation.ts'

const call = (op: string, params: JsonObject): Call => ({ op, params })
const delta = (mutation_id: string): JsonObject => ({
  collection: 'smoke',
  document_id: 'd',
  mutation_id,
  payload: '61',
  checksum: 0,
})
const unsupported = (reply: { readonly unsupported?: string; readonly error?: { readonly code: string } }): boolean =>
  reply.unsupported !== undefined || reply.error?.code === 'unsupported_op'

/** The least of each role that an adapter may offer; roles that it does not offer answer that they are not supported. */
export const smoke: readonly SmokeStep[] = [
  { call: call('reset', {}), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
  {
    call: call('codec.crc32c', { hex: '313233343536373839' }),
    expect: (reply) => (unsupported(reply) || typeof reply.ok?.crc32c === 'number' ? undefined : 'a crc32c'),
  },
  {
    call: call('rx.delta', delta('1')),
    expect: (reply) => (unsupported(reply) || Array.isArray(reply.ok?.applied) ? undefined : 'what was applied'),
  },
  {
    call: call('tx.attach', { peer: '1' }),
    expect: (reply) => (unsupported(reply) || reply.ok !== undefined ? undefined : 'ok'),
  },
  {
    call: call('tq.depth', { depth: 0 }),
    expect: (reply) => (unsupported(reply) || Array.isArray(reply.ok?.frames) ? undefined : 'frames'),
  },
  {
    call: call('tg.attach', { peer: '1' }),
    expect: (reply) => (unsupported(reply) || Array.isArray(reply.ok?.sent) ? undefined : 'what was sent'),
  },
  {
    call: call('ses.open', {}),
    expect: (reply) =>
      unsupported(reply) || typeof reply.ok?.session === 'number' ? undefined : 'the number of a session',
  },
  { call: call('reset', {}), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
]

/** What a dishonest reset would leave behind, and the queries that show it. */
export const resetProbe: ResetProbe = {
  dirty: [
    call('rx.delta', delta('1')),
    call('rx.delta', delta('3')),
    call('tx.append', { collection: 'smoke', document_id: 'd', payload: '61' }),
    call('tq.depth', { depth: 9_000_000 }),
    call('tg.attach', { peer: '7' }),
  ],
  probe: [
    call('rx.delta', delta('1')),
    call('tx.append', { collection: 'smoke', document_id: 'd', payload: '62' }),
    call('tq.depth', { depth: 0 }),
    call('tg.control', { peer: '7', control: 'PingPong' }),
  ],
}
