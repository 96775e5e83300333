import type { Input } from '../../../machines/model/model.ts'
import type { Call, Reply } from '../../../spec/adapter.ts'

/**
 * What an implementation invents and a model cannot know, where it stands inside bytes: a case names such values its own way, and
 * this turns the names of one case into those values and back. Exchanges, and so monitors, have what was sent and received; the
 * model judges answers in the names of the case.
 */
export interface Translation {
  /** The call as the implementation must see it. */
  readonly said: (call: Input) => Call
  /** The answer as the case names it; `call` is as `said` gave it. */
  readonly heard: (call: Call, reply: Reply) => Reply
}
