import type { Reply } from '../../../spec/adapter.ts'
import type { Operations } from '../../../spec/handoff/adapter.types.ts'
import type { FrameReader, ReaderEvent } from '../../../spec/handoff/frame-reader.ts'
import { ok, refused, unknown } from './answer.ts'
import { bytesOf, hexOf } from './codec.ts'
import type { Parts } from './parts.ts'

type Handlers = { readonly [Name in keyof Operations]?: (params: Operations[Name]['params']) => Reply }

/** Bytes and messages, readers of streams, and journals: no process is needed. */
export function codecOperations(parts: Parts): Handlers {
  const readers = new Map<string, FrameReader>()
  const read = (name: string, act: (reader: FrameReader) => readonly ReaderEvent[]): Reply => {
    const reader = readers.get(name)
    return reader === undefined ? unknown('a reader') : ok({ events: act(reader).map(told) })
  }
  return {
    'codec.encode': ({ message, version }) => {
      const { frame, error } = parts.codec.encode(message, version)
      return error === undefined ? ok({ frame: hexOf(frame) }) : refused(error.code, error.message, declared(error))
    },
    'codec.decode': ({ hex, negotiated }) => {
      const decoded = parts.codec.decode(bytesOf(hex), negotiated)
      const { error } = decoded
      if (error !== undefined) return refused(error.code, error.message, declared(error))
      return ok({ version: decoded.version, message: decoded.message, consumed: decoded.consumed })
    },
    'codec.negotiate': ({ our_min, our_max, their_min, their_max }) => {
      const version = parts.codec.negotiate({ min: our_min, max: our_max }, { min: their_min, max: their_max })
      if (version !== undefined) return ok({ version })
      return refused('version_mismatch', 'expected a version in common', { our_min, our_max, their_min, their_max })
    },
    'codec.short_name': ({ message }) => ok({ name: parts.codec.shortName(message) }),
    'reader.new': ({ reader, negotiated }) => {
      readers.set(reader, parts.codec.reader(negotiated))
      return ok()
    },
    'reader.push': ({ reader: name, hex }) => read(name, (reader) => reader.push(bytesOf(hex))),
    'reader.timeout': ({ reader: name }) => read(name, (reader) => reader.timeout()),
    'reader.eof': ({ reader: name }) => read(name, (reader) => reader.eof()),
    'journal.encode': ({ record }) => {
      const { bytes, error } = parts.codec.encodeJournal(record)
      return error === undefined ? ok({ hex: hexOf(bytes) }) : refused(error.code, error.message)
    },
    'journal.decode': ({ hex }) => {
      const { record, error } = parts.codec.decodeJournal(bytesOf(hex))
      return error === undefined ? ok({ record }) : refused('codec', error.message)
    },
  }
}

function told(event: ReaderEvent): object {
  if (event.kind === 'message') return event
  return { kind: 'error', code: event.error.code, ...declared(event.error) }
}

function declared(error: { readonly declared?: number }): { declared?: number } {
  return error.declared === undefined ? {} : { declared: error.declared }
}
