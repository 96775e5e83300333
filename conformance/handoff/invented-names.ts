import { Renaming } from '../../machines/handoff/models/renaming.ts'
import type { Input } from '../../machines/model/model.ts'
import type { Call, Reply } from '../../spec/adapter.ts'
import { decodeJournal, encodeJournal } from '../../spec/handoff/codec.ts'
import type { Json, JsonObject } from '../../spec/json.ts'
import type { Translation } from '../kit/judging/translation.ts'

/**
 * Ids of handoffs, which supervisors invent, and process ids of their children. Only streams between a supervisor and a peer that
 * the driver plays are translated, and what supervisors tell of their handoffs.
 */
export function inventedNames(): Translation {
  const renaming = new Renaming()
  /** Streams that lead to a supervisor, and its calls. */
  const streams = new Set<Json>()
  const calls = new Set<Json>()
  /** The handoff of each supervisor that has not been seen to end. */
  const pending = new Map<Json, Json>()
  const performed = ({ supervisor, call }: JsonObject): void => {
    calls.add(call as Json)
    // A second one beside it is refused, and gets no id.
    if (pending.has(supervisor as Json)) return
    pending.set(supervisor as Json, call as Json)
    renaming.begin()
  }
  const ended = (call: Json): void => {
    for (const [supervisor, own] of pending) if (own === call) pending.delete(supervisor)
  }
  return {
    said: ({ op, params }: Input): Call => {
      if (op === 'supervisor.perform') performed(params)
      if (op === 'supervisor.resume') calls.add(params.call as Json)
      if (op === 'process.kill') pending.delete(params.process as Json)
      if (op === 'control.accept' || op === 'supervisor.child') streams.add(params.stream as Json)
      const translated = op === 'stream.send' && streams.has(params.stream as Json)
      return { op, params: translated ? { ...params, hex: renaming.said(String(params.hex)) } : params }
    },
    heard: ({ op, params }: Call, reply: Reply): Reply => {
      const { ok } = reply
      if (ok === undefined) return reply
      if (op === 'supervisor.child' && typeof ok.pid === 'number') renaming.child(ok.pid)
      if (op === 'call.result' && ok.state !== 'pending') ended(params.call as Json)
      if (op === 'stream.receive' && streams.has(params.stream as Json))
        return { ok: { ...ok, hex: renaming.heard(String(ok.hex)) } }
      if (op === 'call.result' && calls.has(params.call as Json)) return { ok: told(ok, renaming) }
      if (op === 'dir.read_journal' && calls.size > 0 && typeof ok.hex === 'string')
        return { ok: { hex: noted(ok.hex, renaming) } }
      return reply
    },
  }
}

/** How a call ended. */
function told(result: JsonObject, renaming: Renaming): JsonObject {
  const { outcome, record, handoff_id } = result
  return {
    ...result,
    ...(isObject(outcome) ? { outcome: renamed(outcome, 'child_pid', renaming) } : {}),
    ...(isObject(record) ? { record: renamed(record, 'successor_pid', renaming) } : {}),
    ...(typeof handoff_id === 'string' ? { handoff_id: renaming.id(handoff_id) } : {}),
  }
}

/** The content of a journal; what is none stays as it is. */
function noted(hex: string, renaming: Renaming): string {
  const { record } = decodeJournal(Buffer.from(hex, 'hex'))
  if (record === undefined) return hex
  const { bytes } = encodeJournal(renamed(record as unknown as JsonObject, 'successor_pid', renaming))
  return bytes === undefined ? hex : Buffer.from(bytes).toString('hex')
}

function renamed(object: JsonObject, pid: string, renaming: Renaming): JsonObject {
  const { handoff_id, [pid]: number } = object
  return {
    ...object,
    ...(typeof handoff_id === 'string' ? { handoff_id: renaming.id(handoff_id) } : {}),
    ...(typeof number === 'number' ? { [pid]: renaming.pid(number) } : {}),
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
