import { decodeFrame, encodeFrame } from '../../../spec/handoff/codec.ts'
import type { MessageType } from '../../../spec/handoff/messages.ts'
import type { Message } from '../../../spec/handoff/messages.types.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { Fitting } from '../../model/pattern.ts'

/** The handoff id with this number, from 1 to 255. */
export function idOf(number: number): string {
  return `00112233-4455-4677-8899-aabbccddee${number.toString(16).padStart(2, '0')}`
}

/** The number of a handoff id; 0 for an id that is not one of `idOf`. */
export function numberOf(id: string): number {
  const number = Number.parseInt(id.slice(-2), 16)
  return id === idOf(number) ? number : 0
}

/** Members that a message has where nothing else is said. */
const usual: { readonly [M in MessageType]: JsonObject } = {
  Hello: { role: 'Incumbent', pid: 1, build_id: '', proto_min: 1, proto_max: 1, capabilities: { reserved: '0' } },
  HelloAck: { proto_version_chosen: 1 },
  PrepareHandoff: { successor_pid: 4321, deadline_ms: '20000', drain_grace_ms: '5000' },
  Drained: { open_conns_remaining: 0, accept_closed: true },
  SealRequest: {},
  SealProgress: { shards_sealed: 1, shards_total: 2, last_revision: '7' },
  SealComplete: { last_revision_per_shard: ['42', '300'], data_dir_fingerprint: '5a'.repeat(32) },
  SealFailed: { error: 'disk full', partial_state: '' },
  Begin: {},
  Ready: { listening_on: ['api'], healthz_ok: true, advertised_revision_per_shard: ['42', '300'] },
  Commit: {},
  Abort: { reason: 'called off' },
  ResumeAfterAbort: {},
  Heartbeat: { ts_ms: '1700000000000' },
}
const without: readonly MessageType[] = ['Hello', 'Drained', 'SealProgress', 'Heartbeat']

/** The bytes of a message in hex; `id` is the number of its handoff. */
export function spoken(type: MessageType, id: number, change: JsonObject = {}): string {
  const members = { type, ...(without.includes(type) ? {} : { handoff_id: idOf(id) }), ...usual[type], ...change }
  return Buffer.from(encodeFrame(members).frame ?? []).toString('hex')
}

/** A message and, unless it is garbage, what is in it. */
export function heard(hex: string): Message | undefined {
  return decodeFrame(Buffer.from(hex, 'hex')).message
}

/** Bytes that are no frame of any profile: too short and too long a length, no message, a message cut short inside its frame. */
export const garbage: readonly string[] = ['00000000', '01001000', '0300000001000e', '08000000010004100011223344']

/** Members of a message that are not free. */
export interface Members {
  readonly [member: string]: Json | Fitting
}

/** Expects a text with this one in it. */
export const containing = (part: string): Fitting =>
  new Fitting(
    `a text with ${JSON.stringify(part)} in it`,
    (got) => typeof got === 'string' && got.includes(part),
    { $contains: part },
    () => part,
  )

/** What a frame must say: its message, and the members that are not free. */
export interface Said {
  readonly type: MessageType
  readonly members: Members
  /** It may also be missing. */
  readonly optional?: true
}

/** Bytes that are exactly these frames, in this order, each with header version 1; heartbeats may be free to come between. */
export function frames(said: readonly Said[], beats: 'counted' | 'free' = 'counted'): Fitting {
  const texts = said.map(
    ({ type, members, optional }) => `${JSON.stringify({ type, ...members }, told)}${optional ? ' perhaps' : ''}`,
  )
  const text = texts.length === 0 ? 'no bytes' : `the frames ${texts.join(', ')}`
  const $frames = said.map(({ type, members, optional }) => ({
    type,
    ...written(members, ({ json }) => json),
    ...(optional ? { $perhaps: true } : {}),
  }))
  return new Fitting(
    text,
    (got) => typeof got === 'string' && fits(got, said, beats === 'free'),
    { $frames, $besides: ['SealProgress', ...(beats === 'free' ? ['Heartbeat'] : [])] },
    (random) => sample(said, beats === 'free', random),
  )
}

/** Frames that fit, with some of what may be missing and some of what may come between. */
function sample(said: readonly Said[], beatsAreFree: boolean, random: () => number): string {
  const often = (share: number): boolean => random() < share
  return said
    .filter(({ optional }) => optional !== true || often(0.5))
    .flatMap(({ type, members }) => [
      ...(beatsAreFree && often(0.2) ? [spoken('Heartbeat', 0)] : []),
      ...(type === 'SealComplete' && often(0.3) ? [spoken('SealProgress', 0)] : []),
      spoken(
        type,
        0,
        written(members, ({ sample: draw }) => draw?.(random) ?? ''),
      ),
    ])
    .join('')
}

/** Members with something in place of what only has to fit. */
const written = (members: Members, of: (fitting: Fitting) => Json): JsonObject =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, value instanceof Fitting ? of(value) : value]),
  )

const told = (_: string, value: unknown): unknown => (value instanceof Fitting ? value.text : value)

function fits(hex: string, said: readonly Said[], beatsAreFree: boolean): boolean {
  let rest = Buffer.from(hex, 'hex')
  let next = 0
  while (rest.length > 0) {
    const { message, version, consumed } = decodeFrame(rest) as { message?: Message; version: number; consumed: number }
    if (message === undefined || version !== 1) return false
    rest = rest.subarray(consumed)
    if (beatsAreFree && message.type === 'Heartbeat') continue
    // Whether an incumbent tells how far its seal is, is free.
    if (message.type === 'SealProgress' && said[next]?.type !== 'SealProgress') continue
    while (said[next]?.optional === true && said[next]?.type !== message.type) next++
    const expected = said[next++]
    if (expected === undefined) return false
    if (!says(message as unknown as Json, { type: expected.type, ...expected.members })) return false
  }
  return said.slice(next).every(({ optional }) => optional === true)
}

/** Whether a value has the members, and what is inside them; it may have more. */
function says(got: Json | undefined, expected: Json | Members | Fitting | undefined): boolean {
  if (expected instanceof Fitting) return got !== undefined && expected.fits(got)
  if (Array.isArray(expected))
    return Array.isArray(got) && got.length === expected.length && expected.every((each, at) => says(got[at], each))
  if (typeof expected !== 'object' || expected === null) return got === expected
  if (typeof got !== 'object' || got === null || Array.isArray(got)) return false
  return Object.entries(expected).every(([name, inner]) => says(got[name], inner))
}

/** The number of the handoff that a message belongs to; 0 for a message without an id. */
export function idIn(message: Message): number {
  return 'handoff_id' in message ? numberOf(message.handoff_id) : 0
}

/** Whether the version that a HelloAck chooses can be spoken. */
export function versionFits(message: Message): boolean {
  return message.type !== 'HelloAck' || message.proto_version_chosen === 1
}
