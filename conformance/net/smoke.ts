import type { Reply } from '../../spec/adapter.ts'
import type { ResetProbe, SmokeStep } from '../kit/adapters/conversation.ts'
import { codec, node, reasm, reset, rt } from './calls.ts'

const unsupported = (reply: Reply): boolean => reply.unsupported !== undefined || reply.error?.code === 'unsupported_op'

/** Roles that an adapter does not offer are answered as not supported; the rest has this member of this type. */
const has = (member: string, type: string) => (reply: Reply) =>
  unsupported(reply) || typeof reply.ok?.[member] === type ? undefined : member
const done = (reply: Reply) => (unsupported(reply) || reply.ok !== undefined ? undefined : 'ok')

const seed = '5a'.repeat(32)

/** The least of each role that an adapter may offer. */
export const smoke: readonly SmokeStep[] = [
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
  { call: codec.encode({ type: 'CleanupComplete', daemon_origin: '7' }), expect: has('hex', 'string') },
  { call: reasm.feed('7', '1', 0, 2, '00'), expect: done },
  { call: node.open('1'), expect: done },
  { call: node.addFactory('1', { kind: 'counter' }, { seed }), expect: has('origin', 'string') },
  { call: node.receive('1', '2', { type: 'ActivateTarget', daemon_origin: '7' }), expect: has('out', 'object') },
  { call: rt.open('5'), expect: done },
  { call: rt.isReady('5'), expect: has('ready', 'boolean') },
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
]

/** What a dishonest reset would leave behind, and the queries that show it. */
export const resetProbe: ResetProbe = {
  dirty: [
    reasm.feed('7', '9', 0, 2, '00'),
    node.open('1'),
    node.addFactory('1', { kind: 'counter' }, { seed }),
    rt.open('5'),
    rt.registerFactory('5', 'k', { kind: 'counter' }),
  ],
  probe: [
    reasm.pending(),
    reasm.feed('7', '8', 0, 2, '00'),
    node.state('1', '7'),
    rt.isReady('5'),
    rt.registerFactory('5', 'k', { kind: 'counter' }),
  ],
}
