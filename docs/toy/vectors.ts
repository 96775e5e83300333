import type { Vector } from '../../fixtures/fixture-set.ts'
import type { FrameFault, Kind } from './codec.ts'

interface FrameVector extends Vector {
  readonly kind: Kind
  /** For refused bytes: a frame that differs in one thing, to show that not everything is refused. */
  readonly twin?: string
}

const good = (name: string, hex: string, kind: Kind, seq: number): FrameVector => {
  return { name, hex, kind, valid: true, requirements: ['TOY-001'], json: { kind, seq } }
}
const bad = (name: string, hex: string, fault: FrameFault['fault'], offset: number, twin = '01000102'): FrameVector => {
  return { name, hex, kind: 'offer', twin, valid: false, requirements: ['TOY-002'], error: `${fault} at ${offset}` }
}

/** Bytes written by hand from TOY-001 and TOY-002, never by the codec. */
export const vectors: readonly FrameVector[] = [
  good('offer-1', '01000102', 'offer', 1),
  good('offer-255', '0100ff00', 'offer', 255),
  good('offer-256', '01010002', 'offer', 256),
  good('offer-65535', '01ffffff', 'offer', 65535),
  good('accept-1', '02000103', 'accept', 1),
  good('accept-258', '02010205', 'accept', 258),
  bad('empty', '', 'length', 0),
  bad('cut-short', '010001', 'length', 3),
  bad('surplus', '0100010200', 'length', 4),
  bad('wrong-sum', '01000103', 'sum', 3),
  bad('own-kind', '02000103', 'kind', 0),
  bad('unknown-kind', '03000104', 'kind', 0),
  bad('number-0', '01000001', 'seq', 1),
]
