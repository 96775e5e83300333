import { spoken } from '../../machines/nodedb/models/spoken.ts'
import type { JsonObject } from '../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../spec/nodedb/codec.ts'
import { crc32c } from '../../spec/nodedb/crc32c.ts'
import type { Asked, Frames } from '../kit/protocol.ts'
import { brokenByCoding } from './broken-by-coding.ts'
import { brokenByPushing } from './broken-by-pushing.ts'
import { dialectOfCase } from './checks/dialect-of-case.ts'
import { bytesOf } from './checks/hex.ts'

/** How the kit shows the frames of nodedb, and asks whether they are read and written. */
export const frames: Frames = {
  show: (hex, setting) => {
    const { message } = decodeFrame(bytesOf(hex), spoken(setting))
    return message === undefined ? undefined : JSON.stringify(message)
  },
  asked: (hex, setting) => {
    const bytes = bytesOf(hex)
    const { message, type, consumed, error } = { type: 0, consumed: 0, ...decodeFrame(bytes, spoken(setting)) }
    const summed: Asked = { op: 'codec.crc32c', params: { hex }, expect: { ok: { crc32c: crc32c(bytes) } } }
    if (message === undefined)
      return [summed, { op: 'codec.decode', params: { hex }, expect: { error: { code: error.code } } }]
    const canonical = message as unknown as JsonObject
    const read: Asked = { op: 'codec.decode', params: { hex }, expect: { ok: { type, consumed, message: canonical } } }
    const { frame } = encodeFrame(message, spoken(setting))
    if (frame === undefined) return [summed, read]
    const written: Asked = {
      op: 'codec.encode',
      params: { message: canonical },
      expect: { ok: { frame: Buffer.from(frame).toString('hex') } },
    }
    return [summed, read, written]
  },
  locate: (call, expected, reply, blamed, configuration, setting) => {
    const dialect = dialectOfCase(configuration, setting)
    return call.op === 'tx.drain'
      ? brokenByPushing(expected, reply, blamed, dialect)
      : brokenByCoding(call, expected, reply, dialect)
  },
}
