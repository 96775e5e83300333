import fc, { type Arbitrary } from 'fast-check'
import type { Setting } from '../../../machines/model/model.ts'
import type { Call } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type Check, check } from '../check.ts'
import { CodingModel, type CodingRequirements } from './coding-model.ts'
import { damagedBytes, stretched } from './disturbed.ts'
import type { ExpectedCoding } from './golden-frames.ts'

/** How an implementation of a setting is to write messages and to read frames. */
export interface Wire {
  /** Messages over the whole schema. */
  readonly messages: Arbitrary<JsonObject>
  /** The frame of a message, or undefined where it has none. */
  readonly frame: (message: JsonObject) => Uint8Array | undefined
  /** Whether a message has several frames, so that it is read alone. */
  readonly several?: (message: JsonObject) => boolean
  /** Bytes before what a message is made of. */
  readonly headerLength: number
  /** The frame with other bytes under a header that fits them. */
  readonly refitted: (frame: Uint8Array, body: Uint8Array) => Uint8Array
  /** Other bytes that mean the same. */
  readonly equivalents?: (frame: Uint8Array) => readonly Uint8Array[]
  readonly expected: ExpectedCoding
  readonly shows: CodingRequirements
  /** Given to reset. */
  readonly configuration: JsonObject
}

export interface DrawnFrames extends Pick<Check, 'id' | 'requirements' | 'needs' | 'explain' | 'weight'> {
  readonly wire: (setting: Setting) => Wire
}

const encode = (message: JsonObject): Call => ({ op: 'codec.encode', params: { message } })
const decode = (bytes: Uint8Array): Call => ({
  op: 'codec.decode',
  params: { hex: Buffer.from(bytes).toString('hex') },
})

/**
 * A wire check that draws by seed and budget: messages over the whole schema, some with texts and lists at which software breaks,
 * each written and read; their frames with random damage, under the header as it was and under one that fits again; other bytes of
 * the same meaning; bytes without any.
 */
export function drawnFramesCheck({ wire, ...rest }: DrawnFrames): Check {
  return check({
    ...rest,
    kind: 'wire',
    model: {
      id: rest.id,
      build: (setting) => {
        const { expected, shows, configuration } = wire(setting)
        return new CodingModel(expected, shows, configuration)
      },
    },
    draws: (setting) => drawn(wire(setting)),
  })
}

function drawn(wire: Wire): Arbitrary<readonly Call[]> {
  const { messages, frame, several = () => false } = wire
  const carried = (message: JsonObject): boolean => frame(message) !== undefined
  return messages
    .filter(carried)
    .chain((message) => fc.oneof(fc.constant(message), stretched(message, carried)))
    .chain((message) => {
      const bytes = frame(message) ?? new Uint8Array()
      const whole = several(message) ? [decode(bytes)] : [encode(message), decode(bytes)]
      return disturbed(wire, bytes).map((others) => [...whole, ...others.map(decode)])
    })
}

function disturbed(
  { headerLength, refitted, equivalents = () => [] }: Wire,
  frame: Uint8Array,
): Arbitrary<Uint8Array[]> {
  const refit = (body: Uint8Array): Uint8Array => refitted(frame, body)
  const nonsense = fc.uint8Array({ maxLength: 64 })
  return fc
    .tuple(
      fc.oneof(damagedBytes(frame), nonsense),
      fc.oneof({ arbitrary: damagedBytes(frame.subarray(headerLength)), weight: 3 }, nonsense).map(refit),
    )
    .map((damaged) => [...damaged, ...equivalents(frame)])
}
