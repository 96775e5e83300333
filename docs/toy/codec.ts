export type Kind = 'offer' | 'accept'

/** Why bytes are no frame, and the offset of the byte that shows it (TOY-002). */
export interface FrameFault {
  readonly fault: 'length' | 'sum' | 'kind' | 'seq'
  readonly offset: number
}

const size = 4
const codes = { offer: 1, accept: 2 } as const

/** The four bytes of a frame (TOY-001); `seq` is 1 to 65535. */
export function encode(kind: Kind, seq: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(size))
  view.setUint8(0, codes[kind])
  view.setUint16(1, seq)
  view.setUint8(3, sumOf(view))
  return new Uint8Array(view.buffer)
}

/** The number in a frame of this kind. Looks at no more than four bytes, however many there are. */
export function decode(kind: Kind, bytes: Uint8Array): number | FrameFault {
  if (bytes.length !== size) return { fault: 'length', offset: Math.min(bytes.length, size) }
  const view = new DataView(bytes.buffer, bytes.byteOffset, size)
  if (view.getUint8(3) !== sumOf(view)) return { fault: 'sum', offset: 3 }
  if (view.getUint8(0) !== codes[kind]) return { fault: 'kind', offset: 0 }
  const seq = view.getUint16(1)
  return seq === 0 ? { fault: 'seq', offset: 1 } : seq
}

function sumOf(view: DataView): number {
  return (view.getUint8(0) + view.getUint8(1) + view.getUint8(2)) & 255
}

/** Frames as cases and adapters carry them. */
export const toHex = (kind: Kind, seq: number): string => Buffer.from(encode(kind, seq)).toString('hex')
export const fromHex = (kind: Kind, hex: string): number | FrameFault => decode(kind, Buffer.from(hex, 'hex'))
