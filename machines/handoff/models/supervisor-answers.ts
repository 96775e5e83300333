import { decodeJournal, encodeJournal } from '../../../spec/handoff/codec.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Input } from '../../model/model.ts'
import { Anything, type Expectation, Fitting, optional, type Pattern } from '../../model/pattern.ts'
import { dir, garbageCode, listener, sealError } from './names.ts'
import type { Puppet } from './puppet.ts'
import { childPid } from './renaming.ts'
import type { SupervisorModel } from './supervisor-model.ts'
import { frames, idOf, type Said } from './wire.ts'

/** Why a handoff failed. */
export const failures = [
  'none',
  'io',
  'timeout',
  'unexpected_message',
  'protocol',
  'version_mismatch',
  'pid_mismatch',
  'garbage',
] as const
export type Failure = (typeof failures)[number]
export const outcomes = ['pending', 'committed', 'aborted', 'failed'] as const
export const phases: { readonly [state: string]: string } = {
  negotiating: 'Negotiating',
  draining: 'Draining',
  sealing: 'Sealing',
  awaitingReady: 'AwaitingReady',
  committed: 'Committed',
  resuming: 'ResumingAfterAbort',
}

/** The variables that a child is started with (HOF-146). */
const variables: JsonObject = {
  HANDOFF_ROLE: 'successor',
  HANDOFF_SOCK_FD: '4',
  LISTEN_FDS: '1',
  LISTEN_FDNAMES: listener,
}
const text = 'the variables of the contract'
export const contract = new Fitting(
  text,
  (got) => isObject(got) && Object.entries(variables).every(([name, value]) => got[name] === value),
  { $fits: text },
  () => variables,
)
const isObject = (got: Json): got is JsonObject => typeof got === 'object' && got !== null && !Array.isArray(got)

/** The allowed answer of an operation that only looks. */
export function supervisorAnswer(model: SupervisorModel, { op, params }: Input): Expectation | undefined {
  const { stream, call } = params
  const peer = stream === model.stream(model.incumbent) ? model.incumbent : model.successor
  switch (op) {
    case 'stream.receive':
      return model.held.some((held) => stream === model.stream(held)) ? receive(model, peer) : undefined
    case 'call.result':
      if (call === model.call) return { ok: result(model) }
      return call === `u${model.run.supervisors}` ? { ok: found(model) } : undefined
    case 'process.exit':
      return params.process !== `k${model.run.handoffs}`
        ? undefined
        : { ok: model.successor.alive ? { exited: false } : { exited: true } }
    case 'dir.read_journal':
      return params.dir === dir ? { ok: record(model) } : undefined
    default:
      return undefined
  }
}

/** What has come over a stream, which is read to its end. */
function receive(model: SupervisorModel, peer: Puppet): Expectation {
  const said: Said[] = []
  for (let frame = peer.stream.toProcess.take(); frame !== undefined; frame = peer.stream.toProcess.take()) {
    const { message: type, id } = frame
    const handoff_id = idOf(id)
    if (type === 'HelloAck') said.push({ type, members: { handoff_id, proto_version_chosen: 1 } })
    else if (type === 'PrepareHandoff') said.push({ type, members: { handoff_id, ...budget(model) } })
    else if (type === 'Abort') said.push({ type, members: { handoff_id, ...reason(model) }, optional: true })
    else said.push({ type, members: type === 'Heartbeat' ? {} : { handoff_id } })
  }
  const gone = !peer.stream.isOpen('supervisor') || (peer === model.successor && !peer.alive)
  const beats = model.setting.profile === 'strict' ? 'free' : 'counted'
  return { ok: { hex: frames(said, beats), ...(gone ? { closed: true } : {}) } }
}

function budget({ run, setting, times }: SupervisorModel): JsonObject {
  const fixed = { successor_pid: childPid, drain_grace_ms: `${run.grace}` }
  if (!setting.capabilities.has('clock')) return fixed
  return { ...fixed, deadline_ms: `${Math.max(times.min_read_ms, run.begun + run.deadline - run.now)}` }
}

function reason({ run }: SupervisorModel): JsonObject {
  const reasons = [undefined, `seal failed: ${sealError}`, 'seal phase timed out', 'incumbent unresponsive during seal']
  const text = reasons[run.reason]
  return text === undefined ? {} : { reason: text }
}

const someReason = new Anything(false, () => 'another one')

/** How the handoff ended. */
function result({ run }: SupervisorModel): Pattern {
  const outcome = outcomes[run.outcome] as (typeof outcomes)[number]
  const handoff_id = idOf(run.handoffs)
  if (outcome === 'pending') return { state: 'pending' }
  if (outcome === 'committed') return { state: 'done', outcome: { committed: true, handoff_id, child_pid: childPid } }
  if (outcome === 'aborted') {
    const reason = run.reason === 1 ? `seal failed: ${sealError}` : someReason
    return { state: 'done', outcome: { committed: false, handoff_id, reason } }
  }
  const why = failures[run.failure] as Failure
  return { state: 'failed', error: why === 'garbage' ? garbageCode : why, message: optional }
}

/** How looking into the journal ends. */
function found(model: SupervisorModel): Pattern {
  const { run, isBusy } = model
  const phase = Object.values(phases)[run.found - 1]
  if (isBusy) return { state: 'pending' }
  if (phase === undefined) return { state: 'done' }
  const text = `a record of phase ${phase}`
  const fits = (got: Json): boolean => isObject(got) && got.phase === phase
  return { state: 'done', record: new Fitting(text, fits, { $fits: text }, () => recordOf(model, phase)) }
}

function record(model: SupervisorModel): Pattern {
  const { supervision, run, setting } = model
  const { state } = supervision.journal
  const phase = phases[state]
  if (outcomes[run.outcome] === 'failed' && setting.profile !== 'crate' && state !== 'absent') return { hex: optional }
  if (phase === undefined) return {}
  const text = `a record of phase ${phase}`
  const fits = (got: Json): boolean => decodeJournal(Buffer.from(String(got), 'hex')).record?.phase === phase
  const sample = (): string => Buffer.from(encodeJournal(recordOf(model, phase)).bytes ?? []).toString('hex')
  return { hex: new Fitting(text, fits, { $fits: text }, sample) }
}

/** What a supervisor notes of the handoff that it noted last. */
function recordOf({ run }: SupervisorModel, phase: string): JsonObject {
  const started_at_unix_ms = '1700000000000'
  return { handoff_id: idOf(run.noted), phase, incumbent_pid: 1, successor_pid: childPid, started_at_unix_ms }
}
