import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import { framed, headerLength, typeOf } from '../../../spec/nodedb/frame.ts'

/** What stands where a member should: values of types that no member of a delta has, and nothing more at all. */
const strangers = { boolean: [0xc2], map: [0x80], float: [0xca, 0x3f, 0x80, 0, 0], reserved: [0xc1], end: [] } as const
export type Stranger = keyof typeof strangers
export const strangerNames = Object.keys(strangers) as readonly Stranger[]

/** Where each member of a body begins, and where the last one ends. The body is an array of scalars, byte strings and lists of them. */
export function membersOf(frame: Uint8Array, dialect: Dialect): readonly number[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const start = headerLength(dialect)
  const count = (frame[start] as number) & 15
  const offsets = [start + 1]
  for (let member = 0; member < count; member++) offsets.push(endOf(view, offsets.at(-1) as number))
  return offsets
}

/** The frame with another value in the place of a member, under a header that fits again. What ends there has no later members. */
export function withStranger(frame: Uint8Array, member: number, stranger: Stranger, dialect: Dialect): Uint8Array {
  const offsets = membersOf(frame, dialect)
  const before = frame.subarray(headerLength(dialect), offsets[member])
  const behind = stranger === 'end' ? [] : frame.subarray(offsets[member + 1])
  return framed(typeOf(frame, dialect), Uint8Array.from([...before, ...strangers[stranger], ...behind]), dialect)
}

/** Behind the MessagePack value at an offset. */
function endOf(view: DataView, at: number): number {
  const marker = view.getUint8(at)
  if (marker <= 0x7f || marker >= 0xe0 || marker === 0xc0) return at + 1
  if (marker >= 0xa0 && marker <= 0xbf) return at + 1 + (marker & 31)
  if (marker >= 0xcc && marker <= 0xcf) return at + 1 + 2 ** (marker - 0xcc)
  if (marker >= 0xd0 && marker <= 0xd3) return at + 1 + 2 ** (marker - 0xd0)
  if (marker === 0xc4 || marker === 0xd9) return at + 2 + view.getUint8(at + 1)
  if (marker >= 0x90 && marker <= 0x9f) return endOfList(view, at + 1, marker & 15)
  if (marker === 0xdc) return endOfList(view, at + 3, view.getUint16(at + 1))
  throw new RangeError(`no such value: ${marker.toString(16)}`)
}

function endOfList(view: DataView, at: number, count: number): number {
  let end = at
  for (let item = 0; item < count; item++) end = endOf(view, end)
  return end
}
