import type { AnyChart } from '../../machines/chart/chart.ts'
import type { Setting } from '../../machines/model/model.ts'
import type { Expectation } from '../../machines/model/pattern.ts'
import type { System } from '../../machines/proof/system.ts'
import type { Call, Implementation, Reply } from '../../spec/adapter.ts'
import type { Catalogue } from '../../spec/catalogue.ts'
import type { JsonObject } from '../../spec/json.ts'
import type { Register } from '../../spec/requirement.ts'
import type { ResetProbe, SmokeStep } from './adapters/conversation.ts'
import type { Check } from './check.ts'
import type { Translation } from './judging/translation.ts'

/** An implementation with one seeded fault, or with one unusual legal choice. */
export interface Altered {
  readonly id: string
  readonly explain: string
  readonly create: () => Implementation
}

/** A call with what the specification answers. */
export interface Asked extends Call {
  readonly expect: Expectation
}

/** Requirements of one frame that an answer breaks where it differs from the right one, and those that it keeps all the same. */
export interface Located {
  readonly broken: readonly string[]
  readonly kept: readonly string[]
}

/** What the kit may know of a protocol's frames, which it sees as hex. */
export interface Frames {
  /** A frame for people, on one line; undefined for bytes that are none. */
  readonly show: (hex: string, setting: Setting) => string | undefined
  /** Calls that ask an implementation to read and to write a frame, and to reckon what stands in it, with the right answers. */
  readonly asked: (hex: string, setting: Setting) => readonly Asked[]
  /**
   * What the place tells at which frames, or the message read from one, differ from the right ones; undefined where it tells
   * nothing. `blamed` are the requirements that charts blame for the answer, `configuration` is the case's.
   */
  readonly locate?: (
    call: Call,
    expected: Expectation,
    reply: Reply,
    blamed: readonly string[],
    configuration: JsonObject,
    setting: Setting,
  ) => Located | undefined
}

/** A requirement that a call with malformed parameters exercises; `within` are the members in which the fault must lie, any unless told. */
export type Malformed = string | { readonly id: string; readonly within: readonly string[] }

/** Everything that the kit knows of one protocol. Adding a protocol means adding folders and one row of `protocols`. */
export interface Protocol {
  /** The folder's name in every room. */
  readonly id: string
  /** Where the register and the schemas lie, below the root; `spec/<id>` unless told. */
  readonly folder?: string
  readonly register: () => Register
  readonly catalogue: () => Catalogue
  readonly charts: readonly AnyChart[]
  readonly systems: readonly System[]
  readonly checks: readonly Check[]
  /** Requirements exercised by an operation refused for malformed parameters, and by a crash, a hang or an answer outside the schema. */
  readonly malformed: readonly Malformed[]
  /** For each case anew; absent where an implementation invents nothing that stands inside bytes. */
  readonly translation?: () => Translation
  readonly frames?: Frames
  readonly reference: () => Implementation
  readonly mutants: readonly (Altered & {
    readonly violates: string
    readonly thorough?: true
    readonly profile?: string
  })[]
  readonly variants: readonly Altered[]
  /** A conversation that any adapter of the protocol must master before anything is judged. */
  readonly smoke: readonly SmokeStep[]
  /** Calls that leave state behind, and queries that would show it after a dishonest reset. */
  readonly resetProbe: ResetProbe
}
