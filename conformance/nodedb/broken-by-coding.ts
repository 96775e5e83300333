import type { Expectation } from '../../machines/model/pattern.ts'
import type { Call, Reply } from '../../spec/adapter.ts'
import type { Json, JsonObject } from '../../spec/json.ts'
import type { Dialect } from '../../spec/nodedb/dialect.ts'
import { headerLength } from '../../spec/nodedb/frame.ts'
import type { Located } from '../kit/protocol.ts'
import { type Parting, type Path, parting, type Token, tokenAt } from './body-tokens.ts'

/** What says how one part of a frame is laid out: a frame that differs elsewhere keeps it. */
const layout: readonly string[] = [
  'NDB-001',
  'NDB-002',
  'NDB-003',
  'NDB-008',
  'NDB-015',
  'NDB-016',
  'NDB-017',
  'NDB-018',
  'NDB-019',
  'NDB-020',
  'NDB-021',
  'NDB-022',
  'NDB-025',
  'NDB-026',
  'NDB-027',
  'NDB-032',
  'NDB-038',
]

/**
 * Which layout requirements an answer of `codec.encode` or `codec.decode` breaks where it differs from the right one; undefined
 * where no single part tells.
 */
export function brokenByCoding(
  { op, params }: Call,
  expected: Expectation,
  reply: Reply,
  dialect: Dialect,
): Located | undefined {
  const right = 'ok' in expected ? (expected.ok as JsonObject) : undefined
  if (right === undefined || reply.ok === undefined) return undefined
  const broken =
    op === 'codec.encode' && typeof reply.ok.frame === 'string'
      ? byFrame(bytes(right.frame as string), bytes(reply.ok.frame), params.message as JsonObject, dialect)
      : op === 'codec.decode'
        ? byMessage(right.message as JsonObject, reply.ok.message)
        : []
  return broken.length === 0 ? undefined : { broken, kept: layout.filter((each) => !broken.includes(each)) }
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

function byFrame(right: Buffer, got: Buffer, message: JsonObject, dialect: Dialect): readonly string[] {
  const start = headerLength(dialect)
  const at = start === 5 ? 0 : 1
  if (got.length < start) return ['NDB-001']
  if (got[at] !== right[at]) return ofType(message, { ResyncRequest: ['NDB-002'], Throttle: ['NDB-003'] })
  if (got.subarray(start).equals(right.subarray(start)) || got[0] !== right[0]) return ['NDB-001']
  if (got.subarray(0, right.length).equals(right)) return ['NDB-008']
  const [one, other] = [tokenAt(right, start), tokenAt(got, start)]
  if (one === undefined || other === undefined) return []
  const found = parting([right, one], [got, other])
  return found === undefined ? ['NDB-032'] : byParting(found, one, message)
}

/** What the first value that differs breaks: its form where it is the same in another one, else what says which it is. */
function byParting({ path, right, got }: Parting, whole: Token, message: JsonObject): readonly string[] {
  const place = byPlace(path, message)
  if (right.kind === 'uint' && got.kind === 'int' && right.value === got.value) return ['NDB-022']
  if (right.kind !== got.kind) return right.kind === 'boolean' ? ['NDB-021'] : place
  // The same members behind a header of another width.
  if (right.kind === 'array' || right.kind === 'map') return right.value === got.value ? [] : place
  if (right.value === got.value)
    return right.kind === 'uint' ? ['NDB-022'] : right.kind === 'string' ? ['NDB-026'] : place
  const elsewhere = whole.inner.some(({ kind, value }) => kind === got.kind && value === got.value)
  if (elsewhere || path[0] === undefined) return place
  if (right.kind === 'uint') return ['NDB-025', ...place]
  if (right.kind === 'string') return isName(path, message) ? place : ['NDB-027']
  return place
}

/** What says how the members around a place stand. */
function byPlace(path: Path, message: JsonObject): readonly string[] {
  const reason = kindOf(message.reason)
  const ofPayload: Readonly<Record<string, readonly string[]>> = {
    SequenceGap: ['NDB-018'],
    ChecksumMismatch: ['NDB-019'],
    CorruptedState: ['NDB-020'],
  }
  const inPayload = path[0] === 0 && path[1] === 1
  const inReason = path[0] === 0 && (reason === 'CorruptedState' ? ['NDB-020'] : ['NDB-017'])
  const ofReject = path[0] === 2 && kindOf(message.compensation) !== undefined ? ['NDB-020', 'NDB-038'] : ['NDB-038']
  return ofType(message, {
    ResyncRequest: (inPayload ? ofPayload[reason ?? ''] : inReason || undefined) ?? ['NDB-015'],
    Throttle: ['NDB-016'],
    DeltaPush: ['NDB-038'],
    DeltaAck: ['NDB-038'],
    DeltaReject: ofReject,
  })
}

/** Whether the text at a place is the name of a variant. */
function isName(path: Path, message: JsonObject): boolean {
  return message.type === 'ResyncRequest' && path[0] === 0 && path[1] !== 1
}

/** What the first member that was misread breaks. */
function byMessage(right: JsonObject, got: Json | undefined): readonly string[] {
  if (!isObject(got) || got.type !== right.type) return []
  const name = Object.keys(right).find((each) => JSON.stringify(right[each]) !== JSON.stringify(got[each]))
  if (name === undefined) return []
  const [was, is] = [right[name], got[name]]
  const place = byPlace([Math.max(0, Object.keys(right).indexOf(name) - 1)], right)
  if (isObject(was)) {
    const reason = ofType(right, { ResyncRequest: byReason(was, is) })
    return reason.length > 0 ? reason : place
  }
  if (is === undefined || Object.values(right).includes(is)) return place
  return typeof was === 'boolean' ? ['NDB-021'] : typeof was === 'string' ? [...byText(was, name), ...place] : place
}

function byReason(right: JsonObject, got: Json | undefined): readonly string[] {
  if (!isObject(got) || got.kind !== right.kind) return right.kind === 'CorruptedState' ? ['NDB-020'] : ['NDB-017']
  const payload = right.kind === 'SequenceGap' ? 'NDB-018' : 'NDB-019'
  const misread = Object.keys(right).find((each) => got[each] !== right[each]) ?? ''
  return Object.values(right).includes(got[misread] ?? null) ? [payload] : ['NDB-025', payload]
}

function byText(right: string, member: string): readonly string[] {
  if (member === 'delta' || member === 'delta_signature') return []
  return /^\d+$/.test(right) && member !== 'collection' ? ['NDB-025'] : ['NDB-027']
}

function ofType(
  message: JsonObject,
  table: Readonly<Record<string, readonly string[] | undefined>>,
): readonly string[] {
  return table[String(message.type)] ?? []
}

function kindOf(value: Json | undefined): string | undefined {
  return isObject(value) ? String(value.kind) : undefined
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
