import type { JsonObject } from '../../spec/json.ts'
import type { ResetProbe, SmokeStep } from '../kit/adapters/conversation.ts'
import { codec, reset, rx, ses, tg, tq, tx } from './calls.ts'

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
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
  {
    call: codec.crc32c('313233343536373839'),
    expect: (reply) => (unsupported(reply) || typeof reply.ok?.crc32c === 'number' ? undefined : 'a crc32c'),
  },
  {
    call: rx.delta(delta('1')),
    expect: (reply) => (unsupported(reply) || Array.isArray(reply.ok?.applied) ? undefined : 'what was applied'),
  },
  {
    call: tx.attach('1'),
    expect: (reply) => (unsupported(reply) || reply.ok !== undefined ? undefined : 'ok'),
  },
  {
    call: tq.depth(0),
    expect: (reply) => (unsupported(reply) || Array.isArray(reply.ok?.frames) ? undefined : 'frames'),
  },
  {
    call: tg.attach('1'),
    expect: (reply) => (unsupported(reply) || Array.isArray(reply.ok?.sent) ? undefined : 'what was sent'),
  },
  {
    call: ses.open,
    expect: (reply) =>
      unsupported(reply) || typeof reply.ok?.session === 'number' ? undefined : 'the number of a session',
  },
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
]

/** What a dishonest reset would leave behind, and the queries that show it. */
export const resetProbe: ResetProbe = {
  dirty: [
    rx.delta(delta('1')),
    rx.delta(delta('3')),
    tx.append('smoke', 'd', '61'),
    tq.depth(9_000_000),
    tg.attach('7'),
  ],
  probe: [rx.delta(delta('1')), tx.append('smoke', 'd', '62'), tq.depth(0), tg.control('7', 'PingPong')],
}
