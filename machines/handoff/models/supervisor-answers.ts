import { decodeJournal } from '../../../spec/handoff/codec.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Input } from '../../model/model.ts'
import { anything, type Expectation, Fitting, optional, type Pattern } from '../../model/pattern.ts'
import { listener, sealError } from './names.ts'
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
export const contract = new Fitting('the variables of the contract', (got) => {
  if (typeof got !== 'object' || got === null || Array.isArray(got)) return false
  const { HANDOFF_ROLE, HANDOFF_SOCK_FD, LISTEN_FDS, LISTEN_FDNAMES } = got
  return HANDOFF_ROLE === 'successor' && HANDOFF_SOCK_FD === '4' && LISTEN_FDS === '1' && LISTEN_FDNAMES === listener
})

/** The allowed answer of an operation that only looks. */
export function supervisorAnswer(model: SupervisorModel, { op, params }: Input): Expectation | undefined {
  const { stream, call } = params
  const peer = stream === model.stream(model.incumbent) ? model.incumbent : model.successor
  switch (op) {
    case 'stream.receive':
      return receive(model, peer)
    case 'call.result':
      return { ok: String(call).startsWith('u') ? found(model) : result(model) }
    case 'process.exit':
      return { ok: model.successor.alive ? { exited: false } : { exited: true } }
    case 'dir.read_journal':
      return { ok: record(model) }
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

/** How the handoff ended. */
function result({ run }: SupervisorModel): Pattern {
  const outcome = outcomes[run.outcome] as (typeof outcomes)[number]
  const handoff_id = idOf(run.handoffs)
  if (outcome === 'pending') return { state: 'pending' }
  if (outcome === 'committed') return { state: 'done', outcome: { committed: true, handoff_id, child_pid: childPid } }
  if (outcome === 'aborted') {
    const reason = run.reason === 1 ? `seal failed: ${sealError}` : anything
    return { state: 'done', outcome: { committed: false, handoff_id, reason } }
  }
  const why = failures[run.failure] as Failure
  const garbage = new Fitting('frame_size or codec', (got) => got === 'frame_size' || got === 'codec')
  return { state: 'failed', error: why === 'garbage' ? garbage : why, message: optional }
}

/** How looking into the journal ends. */
function found({ run, isBusy }: SupervisorModel): Pattern {
  const phase = Object.values(phases)[run.found - 1]
  if (isBusy) return { state: 'pending' }
  if (phase === undefined) return { state: 'done' }
  const fits = (got: Json): boolean =>
    typeof got === 'object' && got !== null && !Array.isArray(got) && got.phase === phase
  return { state: 'done', record: new Fitting(`a record of phase ${phase}`, fits) }
}

function record({ supervision, run, setting }: SupervisorModel): Pattern {
  const { state } = supervision.journal
  const phase = phases[state]
  if (outcomes[run.outcome] === 'failed' && setting.profile !== 'crate' && state !== 'absent') return { hex: optional }
  if (phase === undefined) return {}
  return {
    hex: new Fitting(`a record of phase ${phase}`, (got) => {
      return decodeJournal(Buffer.from(String(got), 'hex')).record?.phase === phase
    }),
  }
}
