import type { Json, JsonObject } from '../../../spec/json.ts'
import { Anything, type Expectation, type Pattern } from '../../model/pattern.ts'
import { anyOrder } from '../charts/unordered.ts'

/** What a receiver tells of one event, as it is gathered. */
export class ReceiverAnswer {
  /** For each request that goes out, the frames that it may be. */
  readonly frames: (readonly Json[])[] = []
  readonly applied: JsonObject[] = []
  readonly installed: JsonObject[] = []
  refused: Pattern | undefined

  /** `in_order`: the implementation says that it tells what it applied in that order. */
  expectation(in_order: boolean): Expectation {
    const { frames, applied, installed, refused } = this
    return {
      ok: {
        frames: anyOrder(frames),
        applied: in_order ? applied : new Anything(false, () => applied),
        installed,
        ...(refused === undefined ? {} : { refused }),
      },
    }
  }
}
