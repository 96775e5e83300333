import { Arbitrary, type Random, Stream, Value } from 'fast-check'
import type { Input } from '../../../machines/model/model.ts'
import { type ModelSimulator, repair, type Random as Uniform, walk } from '../../../machines/model/walk.ts'
import { lowerings } from './lowerings.ts'

/** Where a shrink goes on after a success: the size of the chunks to delete, 0 once only payloads are left. */
interface ShrinkStage {
  readonly chunk: number
}

/** A case with more inputs was written for its length: without most of them it shows nothing, and trying costs minutes. */
const mostShrunk = 500

/** A case of which more inputs cannot be left out keeps its payloads: to try one means to walk all of it. */
const mostLowered = 100

/** Longest random case, in inputs. */
export const longestWalk = 40

/** The number of inputs of a random case, from 1 to `longest`; short ones are commoner. */
export function walkLength(random: Uniform, longest = longestWalk): number {
  return 1 + Math.floor(random() ** 1.5 * longest)
}

/**
 * Cases as a fast-check arbitrary. Generation walks the model; shrinking deletes chunks and repairs the rest against the model,
 * then lowers payloads. A recorded case shrinks like a generated one, so it may enter as an example.
 */
export class WalkArbitrary extends Arbitrary<readonly Input[]> {
  constructor(
    readonly simulator: ModelSimulator,
    readonly longest: number,
    readonly optional: (op: string) => readonly string[],
  ) {
    super()
  }

  generate(random: Random, _bias: number | undefined): Value<readonly Input[]> {
    const uniform = (): number => random.nextDouble()
    return new Value(walk(this.simulator, walkLength(uniform, this.longest), uniform), undefined)
  }

  canShrinkWithoutContext(value: unknown): value is readonly Input[] {
    return Array.isArray(value)
  }

  shrink(inputs: readonly Input[], context: unknown): Stream<Value<readonly Input[]>> {
    const progress = context as ShrinkStage | undefined
    return new Stream(this.#candidates(inputs, progress?.chunk ?? Math.ceil(inputs.length / 2)))
  }

  *#candidates(inputs: readonly Input[], from: number): Generator<Value<readonly Input[]>> {
    if (inputs.length > mostShrunk) return
    const tried = new Set<string>([JSON.stringify(inputs)])
    const fresh = (candidate: readonly Input[]): boolean => {
      const key = JSON.stringify(candidate)
      if (tried.has(key)) return false
      tried.add(key)
      return true
    }
    for (let chunk = Math.min(from, inputs.length); chunk >= 1; chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2)) {
      for (let end = inputs.length; end > 0; end -= chunk) {
        const candidate = this.#without(inputs, Math.max(0, end - chunk), end)
        if (candidate.length < inputs.length && fresh(candidate))
          yield new Value(candidate, { chunk } satisfies ShrinkStage)
      }
    }
    if (inputs.length <= 12) {
      for (let first = 0; first < inputs.length; first++) {
        for (let second = first + 2; second < inputs.length; second++) {
          const candidate = this.#keep(inputs, (at) => at !== first && at !== second)
          if (candidate.length < inputs.length && fresh(candidate))
            yield new Value(candidate, { chunk: 1 } satisfies ShrinkStage)
        }
      }
    }
    if (inputs.length > mostLowered) return
    for (const lowered of lowerings(inputs, this.optional)) {
      const candidate = repair(
        this.simulator,
        lowered,
        [...lowered.keys()].map((at) => at + 1),
      )
      if (candidate.length === inputs.length && fresh(candidate))
        yield new Value(candidate, { chunk: 0 } satisfies ShrinkStage)
    }
  }

  #without(inputs: readonly Input[], start: number, end: number): Input[] {
    return this.#keep(inputs, (at) => at < start || at >= end)
  }

  #keep(inputs: readonly Input[], wanted: (at: number) => boolean): Input[] {
    const kept = [...inputs.keys()].filter(wanted)
    return repair(
      this.simulator,
      kept.map((at) => inputs[at] as Input),
      kept.map((at) => at + 1),
    )
  }
}
