import { type Form, list, type Members, option, struct } from './form.ts'
import type { Journal, Message } from './messages.types.ts'
import { refuseValue } from './refusal.ts'
import { bool, bytes, fingerprint, handoffId, names, text, u16, u32, u64 } from './scalars.ts'

/** Members of each message in the order of the wire; the order of the messages gives their discriminants (HOF-003, HOF-004). */
const layouts = {
  Hello: {
    role: names('Incumbent', 'Successor'),
    pid: u32,
    build_id: bytes,
    proto_min: u16,
    proto_max: u16,
    capabilities: struct({ reserved: u64 }),
  },
  HelloAck: { proto_version_chosen: u16, handoff_id: handoffId },
  PrepareHandoff: { handoff_id: handoffId, successor_pid: u32, deadline_ms: u64, drain_grace_ms: u64 },
  Drained: { open_conns_remaining: u32, accept_closed: bool },
  SealRequest: { handoff_id: handoffId },
  SealProgress: { shards_sealed: u32, shards_total: u32, last_revision: u64 },
  SealComplete: { handoff_id: handoffId, last_revision_per_shard: list(u64), data_dir_fingerprint: fingerprint },
  SealFailed: { handoff_id: handoffId, error: text, partial_state: text },
  Begin: { handoff_id: handoffId },
  Ready: {
    handoff_id: handoffId,
    listening_on: list(text),
    healthz_ok: bool,
    advertised_revision_per_shard: list(u64),
  },
  Commit: { handoff_id: handoffId },
  Abort: { handoff_id: handoffId, reason: text },
  ResumeAfterAbort: { handoff_id: handoffId },
  Heartbeat: { ts_ms: u64 },
} as const satisfies Record<Message['type'], Members>

export type MessageType = keyof typeof layouts

/** Every message by its name, which is also what `short_name` gives (HOF-032); in the order of the discriminants. */
export const MESSAGE_TYPES = Object.keys(layouts) as readonly MessageType[]

const forms = Object.entries(layouts).map(([type, members]) => struct<Message>(members, type))

/** A message: its discriminant, read as 32 bits, and its members. */
export const message: Form<Message> = {
  read: (from) => {
    const start = from.position
    return (forms[from.unsigned(32)] ?? from.refuse(`a discriminant below ${forms.length}`, start)).read(from)
  },
  write: (to, value) => {
    const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
    const index = MESSAGE_TYPES.indexOf(type as MessageType)
    const form = forms[index]
    if (form === undefined) return refuseValue(`an object whose type is one of ${MESSAGE_TYPES.join(', ')}`)
    to.unsigned(index)
    form.write(to, value)
  },
}

/** The phases of a journal by their numbers. */
export const PHASES = [
  'Negotiating',
  'Draining',
  'Sealing',
  'AwaitingReady',
  'Committed',
  'ResumingAfterAbort',
] as const

/** The record of a journal file. */
export const journal: Form<Journal> = struct({
  handoff_id: handoffId,
  phase: names(...PHASES),
  incumbent_pid: u32,
  successor_pid: option(u32),
  started_at_unix_ms: u64,
})
