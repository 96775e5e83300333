import type { MessageType } from '../../../spec/handoff/messages.ts'
import type { Input } from '../../model/model.ts'
import { type Expectation, optional, type Pattern } from '../../model/pattern.ts'
import { reported } from './hook-scripts.ts'
import type { IncumbentModel } from './incumbent-model.ts'
import { build_id, dir, failingCode } from './names.ts'
import { containing, frames, idOf, type Members, type Said } from './wire.ts'

/** How a process ended. */
export const fates = ['running', 'ended', 'lock_held', 'hook_failed', 'killed'] as const

/** What an observer may call the states of the chart; between them nothing is observed. */
export const sessions: { readonly [state: string]: string } = {
  listening: 'listening',
  awaitAck: 'await_ack',
  ready: 'active',
  draining: 'draining',
  drained: 'drained',
  sealing: 'sealing',
  sealed: 'sealed',
  reacquiring: 'reacquiring',
}
/** The allowed answer of an operation that only looks. */
export function incumbentAnswer(model: IncumbentModel, { op, params }: Input): Expectation | undefined {
  const { daemon, run, calls } = model
  const fate = fates[run.fate] as (typeof fates)[number]
  const [kind] = op.split('.')
  if (kind === 'incumbent' && params.incumbent !== model.process) return undefined
  switch (op) {
    case 'stream.receive':
      return model.held.includes(params.stream as string) ? receive(model, params.stream as string) : undefined
    case 'dir.lock':
      return params.dir !== dir ? undefined : { ok: { free: daemon.ground.lock.state === 'free' } }
    case 'incumbent.hooks':
      return { ok: { calls: calls.pattern() } }
    case 'incumbent.state':
      return { ok: { session: sessions[daemon.state] ?? 'listening' } }
    case 'incumbent.serve':
      if (fate === 'running' || fate === 'ended') return { ok: { serve: fate } }
      return { ok: { serve: 'failed', error: fate } }
    case 'process.exit':
      return params.process !== model.process ? undefined : { ok: { exited: !daemon.alive, ...code(fate) } }
    default:
      return undefined
  }
}

function code(fate: (typeof fates)[number]): { readonly [member: string]: Pattern } {
  if (fate === 'running' || fate === 'killed') return {}
  return { code: fate === 'ended' ? 0 : failingCode }
}

/** What has come over a stream, which is read to its end. */
function receive(model: IncumbentModel, stream: string): Expectation {
  const { daemon, run } = model
  const { toSupervisor } = daemon.stream
  if (stream === model.stream(run.waiting)) return { ok: { hex: '', ...(daemon.alive ? {} : { closed: true }) } }
  const said: Said[] = []
  for (let frame = toSupervisor.take(); frame !== undefined; frame = toSupervisor.take()) {
    const { message: type, id } = frame
    const unsaid = run.silenced === 1 && type !== 'Heartbeat'
    said.push({ type, members: members(model, type, id), ...(unsaid ? { optional: true } : {}) })
  }
  // Whether a session is closed before or behind the resume that follows from its end is free.
  const ends = model.resumes ? optional : true
  return { ok: { hex: frames(said), ...(daemon.stream.isOpen('process') ? {} : { closed: ends }) } }
}

function members({ script }: IncumbentModel, message: MessageType, id: number): Members {
  switch (message) {
    case 'Hello':
      return { role: 'Incumbent', build_id, proto_min: 1, proto_max: 1, capabilities: { reserved: '0' } }
    case 'Drained':
      return reported.Drained
    case 'SealComplete':
      return { handoff_id: idOf(id), ...reported.SealComplete }
    case 'SealFailed':
      return {
        handoff_id: idOf(id),
        error: containing(script.seal?.find(({ fail }) => fail !== undefined)?.fail ?? ''),
      }
    default:
      return {}
  }
}
