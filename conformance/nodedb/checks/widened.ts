import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import { framed, headerLength, typeOf } from '../../../spec/nodedb/frame.ts'

/** The same message in wider headers than needed: integers of 32 or 64 bits, strings, bytes and arrays with 32-bit lengths. */
export function widened(frame: Uint8Array, dialect: Dialect): Uint8Array {
  const body: number[] = []
  let at = headerLength(dialect)
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const wide = (marker: number, value: number): void => {
    body.push(marker, (value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
  }
  const copy = (length: number): void => {
    for (let end = at + length; at < end; at++) body.push(frame[at] as number)
  }
  const text = (marker: number, length: number, header: number): void => {
    at += header
    wide(marker, length)
    copy(length)
  }
  while (at < frame.length) {
    const marker = frame[at] as number
    if (marker <= 0x7f) {
      wide(0xce, marker)
      at += 1
    } else if (marker >= 0x90 && marker <= 0x9f) {
      wide(0xdd, marker & 15)
      at += 1
    } else if (marker >= 0xa0 && marker <= 0xbf) text(0xdb, marker & 31, 1)
    else if (marker === 0xd9) text(0xdb, view.getUint8(at + 1), 2)
    else if (marker === 0xda) text(0xdb, view.getUint16(at + 1), 3)
    else if (marker === 0xc4) text(0xc6, view.getUint8(at + 1), 2)
    else if (marker === 0xcc) {
      wide(0xce, view.getUint8(at + 1))
      at += 2
    } else if (marker === 0xcd) {
      wide(0xce, view.getUint16(at + 1))
      at += 3
    } else if (marker === 0xce) copy(5)
    else if (marker === 0xcf) copy(9)
    else if (marker === 0xc0 || marker === 0xc2 || marker === 0xc3) copy(1)
    else return frame
  }
  return framed(typeOf(frame, dialect), Uint8Array.from(body), dialect)
}
