import { type Attribution, facets } from '../../../machines/chart/chart.ts'
import type { Input, Model } from '../../../machines/model/model.ts'
import type { Expectation } from '../../../machines/model/pattern.ts'
import { World } from '../../../machines/model/world.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { ExpectedCoding } from './golden-frames.ts'

/** What writing a message, or reading bytes, shows. */
export interface CodingRequirements {
  readonly encode: (message: JsonObject) => readonly string[]
  readonly decode: (hex: string) => readonly string[]
}

/** Operations `codec.encode` and `codec.decode` on any message and any bytes, answered by the specification's own codec. */
export class CodingModel implements Model {
  readonly world = new World()
  readonly moves = []

  constructor(
    readonly expected: ExpectedCoding,
    readonly requirements: CodingRequirements,
    readonly configuration: JsonObject = {},
  ) {}

  accepts({ op }: Input): boolean {
    return op === 'codec.encode' || op === 'codec.decode'
  }

  perform({ op, params }: Input): Expectation {
    if (op === 'codec.encode') {
      const message = params.message as JsonObject
      this.world.attribute(everywhere(this.requirements.encode(message)))
      return this.expected.encode(message)
    }
    const hex = String(params.hex)
    this.world.attribute(everywhere(this.requirements.decode(hex)))
    return this.expected.decode(hex)
  }

  probes(): readonly Input[] {
    return []
  }
}

function everywhere(requirements: readonly string[]): Attribution {
  return Object.fromEntries(facets.map((facet) => [facet, requirements]))
}
