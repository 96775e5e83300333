import type { Expectation } from '../../../machines/model/pattern.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Script } from './script.ts'

/** What operations `codec.encode` and `codec.decode` are to answer, by the specification's own codec. */
export interface ExpectedCoding {
  readonly encode: (message: JsonObject) => Expectation
  readonly decode: (hex: string) => Expectation
}

/** Frames whose bytes are known, each a script of one step. */
export class GoldenFrames {
  readonly #expected: ExpectedCoding

  constructor(expected: ExpectedCoding) {
    this.#expected = expected
  }

  /** A message to be written. */
  encoding(name: string, message: JsonObject, requirements: readonly string[]): Script {
    const expect = this.#expected.encode(message)
    return { name: `encode: ${name}`, steps: [{ op: 'codec.encode', params: { message }, expect, requirements }] }
  }

  /** Bytes to be read. */
  decoding(name: string, hex: string, requirements: readonly string[]): Script {
    const expect = this.#expected.decode(hex)
    return { name: `decode: ${name}`, steps: [{ op: 'codec.decode', params: { hex }, expect, requirements }] }
  }
}
