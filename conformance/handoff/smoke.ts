import type { Reply } from '../../spec/adapter.ts'
import type { ResetProbe, SmokeStep } from '../kit/adapters/conversation.ts'
import { codec, control, dir, incumbent, journal, lock, messages, reader, reset, stream, supervisor } from './calls.ts'

const unsupported = (reply: Reply): boolean => reply.unsupported !== undefined || reply.error?.code === 'unsupported_op'

/** Roles that an adapter does not offer are answered as not supported; the rest has this member of this type. */
const has = (member: string, type: string) => (reply: Reply) =>
  unsupported(reply) || typeof reply.ok?.[member] === type ? undefined : member
const done = (reply: Reply) => (unsupported(reply) || reply.ok !== undefined ? undefined : 'ok')

/** The least of each role that an adapter may offer. */
export const smoke: readonly SmokeStep[] = [
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
  { call: codec.encode({ ...messages.heartbeat }), expect: has('frame', 'string') },
  { call: reader.new('smoke-reader'), expect: done },
  { call: journal.decode('1000112233445546778899aabbccddeeff05010000'), expect: has('record', 'object') },
  { call: lock.acquire('smoke-lock', 'smoke-locked'), expect: done },
  { call: incumbent.start('smoke-o', 'smoke'), expect: has('pid', 'number') },
  { call: control.connect('smoke', 'smoke-c'), expect: done },
  { call: stream.receive('smoke-c', 5_000), expect: has('hex', 'string') },
  { call: supervisor.start('smoke-s', 'smoke'), expect: has('pid', 'number') },
  { call: reset(), expect: (reply) => (reply.ok === undefined ? 'ok' : undefined) },
]

/** What a dishonest reset would leave behind, and the queries that show it. */
export const resetProbe: ResetProbe = {
  dirty: [
    reader.new('probe-reader'),
    reader.push('probe-reader', '04'),
    incumbent.start('probe-o', 'probe'),
    lock.acquire('probe-lock', 'probe-locked'),
    dir.writeJournal('probe', 'ff'),
  ],
  probe: [
    reader.push('probe-reader', ''),
    incumbent.serve('probe-o'),
    dir.lock('probe'),
    dir.lock('probe-locked'),
    dir.readJournal('probe'),
    control.connect('probe', 'probe-c'),
  ],
}
