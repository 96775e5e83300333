import { type Expectation, Fitting } from '../../machines/model/pattern.ts'
import type { Reply } from '../../spec/adapter.ts'
import type { Json, JsonObject } from '../../spec/json.ts'
import { decodeFrame } from '../../spec/nodedb/codec.ts'
import type { Dialect } from '../../spec/nodedb/dialect.ts'
import type { Located } from '../kit/protocol.ts'

/** A delta that was pushed, or is due. */
interface Pushed {
  readonly collection: string
  readonly id: bigint
  readonly frame: string
}

/**
 * Which of the requirements that charts blame for what `tx.drain` answers are broken by what is missing, foreign, out of order or
 * otherwise written, and which are kept; undefined where a snapshot is due.
 */
export function brokenByPushing(
  expected: Expectation,
  reply: Reply,
  blamed: readonly string[],
  dialect: Dialect,
): Located | undefined {
  const due = dueOf(expected)
  const out = reply.ok?.out
  if (due === undefined || !Array.isArray(out) || [...due.flat(), ...out].some(isSnapshot)) return undefined
  const sequences = due.map((sequence) => sequence.flatMap((item) => pushed(item, dialect)))
  const got = out.flatMap((item) => pushed(item, dialect))
  const wanted = sequences.flat()
  const found = (one: Pushed): Pushed | undefined => got.find((other) => isSame(one, other))
  const missing = wanted.filter((one) => found(one) === undefined)
  const rewritten = wanted.some((one) => (found(one)?.frame ?? one.frame) !== one.frame)
  const unordered = got.some((one, at) =>
    got.slice(0, at).some(({ collection, id }) => collection === one.collection && id > one.id),
  )
  const collections = new Set(wanted.map(({ collection }) => collection))
  const foreign = got.some(({ collection }) => !collections.has(collection))
  const silent = [...collections].some((name) => !got.some(({ collection }) => collection === name))
  const beheaded = sequences.some(([first]) => first !== undefined && missing.includes(first))
  const onlyHead = missing.length > 0 && missing.every((one) => sequences.some(([first]) => first === one))
  const broken = rewritten
    ? ['NDB-080']
    : unordered
      ? ['NDB-079']
      : got.length === 0
        ? ['NDB-075', 'NDB-093']
        : silent
          ? ['NDB-082']
          : beheaded
            ? [onlyHead ? 'NDB-076' : 'NDB-075']
            : missing.length > 0
              ? ['NDB-078']
              : []
  const kept = [
    ...(rewritten ? [] : ['NDB-080']),
    ...(unordered ? [] : ['NDB-079']),
    ...(foreign ? [] : ['NDB-081']),
    ...(silent ? [] : ['NDB-082']),
    ...(beheaded ? [] : ['NDB-076']),
    ...(got.length === 0 ? [] : ['NDB-093']),
  ]
  return { broken: broken.filter((each) => blamed.includes(each)), kept }
}

function dueOf(expected: Expectation): readonly (readonly Json[])[] | undefined {
  const out =
    'ok' in expected && expected.ok !== undefined ? (expected.ok as { readonly out?: unknown }).out : undefined
  const merge = out instanceof Fitting ? out.json.$merge : undefined
  return Array.isArray(merge) ? (merge as readonly (readonly Json[])[]) : undefined
}

function isSnapshot(item: Json): boolean {
  return (item as JsonObject | null)?.kind === 'snapshot'
}

function pushed(item: Json, dialect: Dialect): readonly Pushed[] {
  const frame = (item as JsonObject | null)?.frame
  if (typeof frame !== 'string') return []
  const { message } = decodeFrame(Buffer.from(frame, 'hex'), dialect)
  if (message?.type !== 'DeltaPush') return []
  return [{ collection: message.collection, id: BigInt(message.mutation_id), frame }]
}

function isSame(one: Pushed, other: Pushed): boolean {
  return one.collection === other.collection && one.id === other.id
}
