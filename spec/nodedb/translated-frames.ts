import { decodeFrame } from './codec.ts'
import { DEFAULT_DIALECT, type Dialect } from './dialect.ts'
import { framed } from './frame.ts'

const plainHeader = 5

/** What the later layouts append to a DeltaPush of six members: an absent time, three integers, a device and its signature. */
const appended: Readonly<Record<Dialect['deltaPushFields'], string>> = {
  6: '',
  7: 'c0',
  10: 'c0000000',
  12: `c000000000dc0020${'00'.repeat(32)}`,
}
const pair = '92ae436f727275707465645374617465c0'
const bare = 'ae436f727275707465645374617465'

/**
 * A frame of the published dialect, valid or not, as the same frame of another dialect: with the members that this one appends,
 * its form of units and bytes, and its header. What is wrong with the frame stays wrong in the same way.
 */
export function translated(frame: Uint8Array, dialect: Dialect): Uint8Array {
  if (dialect === DEFAULT_DIALECT || frame.length < plainHeader) return frame
  const type = frame[0] as number
  const declared = new DataView(frame.buffer, frame.byteOffset).getUint32(1, true)
  const end = Math.min(plainHeader + declared, frame.length)
  const read = decodeFrame(frame)
  const unread = read.error === undefined ? read.unread : 0
  const body = translatedBody(type, hexOf(frame.subarray(plainHeader, end - unread)), dialect)
  const whole = framed(type, bytesOf(body + hexOf(frame.subarray(end - unread, end))), dialect)
  const excess = plainHeader + declared - end
  if (excess > 0) declare(whole, excess, dialect)
  return bytesOf(hexOf(whole) + hexOf(frame.subarray(end)))
}

/** The header says that the body is longer than it is. */
function declare(frame: Uint8Array, excess: number, dialect: Dialect): void {
  const view = new DataView(frame.buffer, frame.byteOffset)
  const at = dialect.header === 'plain' ? 1 : 2
  view.setUint32(at, Math.min(view.getUint32(at, true) + excess, 2 ** 32 - 1), true)
}

function translatedBody(type: number, body: string, dialect: Dialect): string {
  if (type === 0x50) return extended(units(body, dialect), dialect.resyncFields === 4 ? ['a0'] : [])
  if (type !== 0x10) return body
  const more = appended[dialect.deltaPushFields]
  return extended(bytesForm(body, dialect), more === '' ? [] : [more], dialect.deltaPushFields - 6)
}

/** An array with more members at its end; anything else as it is. */
function extended(body: string, more: readonly string[], members = more.length): string {
  const header = Number.parseInt(body.slice(0, 2), 16)
  if (members === 0) return body
  if (body.startsWith('dc') || body.startsWith('dd')) {
    const digits = body.startsWith('dc') ? 4 : 8
    const count = Number.parseInt(body.slice(2, 2 + digits), 16) + members
    return `${body.slice(0, 2)}${count.toString(16).padStart(digits, '0')}${body.slice(2 + digits)}${more.join('')}`
  }
  if (!(header >= 0x90 && header <= 0x9f)) return body
  return `${(header + members).toString(16)}${body.slice(2)}${more.join('')}`
}

/** The unit variant in the dialect's form; where the frame has the other form, in the other form. */
function units(body: string, { unitVariant }: Dialect): string {
  if (unitVariant === 'pairNil') return body
  return body.includes(pair) ? body.replace(pair, bare) : body.replace(`93${bare}`, `93${pair}`)
}

/** The payload behind the document's id in the dialect's form, and one that has the other form in the other. */
function bytesForm(body: string, { bytesAs }: Dialect): string {
  if (bytesAs === 'bin') return body
  const at = body.indexOf('a26f31') + 6
  const [head, payload] = [body.slice(0, at), body.slice(at)]
  if (payload.startsWith('c6')) return `${head}dd${payload.slice(2)}`
  if (payload.startsWith('c4')) return `${head}9${payload.slice(3, 4)}${payload.slice(4)}`
  return payload.startsWith('9') ? `${head}c40${payload.slice(1)}` : body
}

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
