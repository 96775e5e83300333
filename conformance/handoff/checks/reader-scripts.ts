import type { Setting } from '../../../machines/model/model.ts'
import { FrameReader, type ReaderEvent } from '../../../spec/handoff/frame-reader.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { ScriptStep } from '../../kit/cases/script.ts'
import { reader } from '../calls.ts'
import { bytesOf } from './hex.ts'
import { spokenRules } from './spoken-rules.ts'

/** What happens to a reader: bytes arrive, a read times out, or the stream ends. */
export type Arrival = { readonly hex: string } | 'timeout' | 'end'

/** A stream that arrives so, and what a reader makes of it. */
export function arriving(arrivals: readonly Arrival[], setting: Setting, ...requirements: string[]): ScriptStep[] {
  const name = 'r'
  const judge = new FrameReader(spokenRules(setting))
  const judged = (call: ReturnType<typeof reader.eof>, events: readonly ReaderEvent[]): ScriptStep => ({
    ...call,
    expect: { ok: { events: events.map(told) } },
    requirements,
  })
  return [
    { ...reader.new(name), expect: { ok: {} }, requirements: [] },
    ...arrivals.map((arrival) => {
      if (arrival === 'timeout') return judged(reader.timeout(name), judge.timeout())
      if (arrival === 'end') return judged(reader.eof(name), judge.eof())
      return judged(reader.push(name, arrival.hex), judge.push(bytesOf(arrival.hex)))
    }),
  ]
}

function told(event: ReaderEvent): JsonObject {
  if (event.kind === 'message') {
    const { kind, version, message } = event
    return { kind, version, message: message as unknown as Json }
  }
  const { code } = event.error
  return 'declared' in event.error && typeof event.error.declared === 'number'
    ? { kind: 'error', code, declared: event.error.declared }
    : { kind: 'error', code }
}

/** The bytes in pieces of `size`. */
export function pieces(hex: string, size: number): Arrival[] {
  return Array.from({ length: Math.ceil(hex.length / 2 / size) }, (_, at) => ({
    hex: hex.slice(2 * at * size, 2 * (at + 1) * size),
  }))
}
