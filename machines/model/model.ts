import type { Json, JsonObject } from '../../spec/json.ts'
import type { Expectation } from './pattern.ts'
import type { World } from './world.ts'

/**
 * One operation with its parameters; a parameter may refer to a symbol (`$e3`). A case is a list of inputs. An operation whose
 * name begins with `$` is the kit's own part of the system, such as a peer's step or a loss in a channel: the model performs
 * it and nothing is sent.
 */
export interface Input {
  readonly op: string
  readonly params: JsonObject
}

/** A symbol that an earlier answer of the same case has shown. */
export interface KnownSymbol {
  readonly symbol: number
  readonly family: string
}

/** How a model reads symbol references: by name while a case is made, by value while it is judged. */
export interface Scope {
  /** The symbol of `family` that the text stands for, or `other`. */
  symbol(text: string, family: string): number
}

/**
 * A kind of input. `weight` is its share among the moves, any number from 0; 0 where it means nothing in the present state.
 * `variants` lists the inputs worth making.
 */
export interface Move {
  readonly name: string
  readonly weight: () => number
  readonly variants: (known: readonly KnownSymbol[]) => readonly Input[]
}

/** What a run is configured to: profile and what the PICS says. */
export interface Setting {
  readonly profile: string
  readonly capabilities: ReadonlySet<string>
  readonly parameters: Readonly<Record<string, Json>>
  /** Requirements that the adapter itself decides: inputs that only they speak about are not worth making. */
  readonly shimDefined: ReadonlySet<string>
}

/**
 * A system as a test model: it offers the inputs that mean something in its present state and says what the specification
 * allows as an answer to each. Choices of the world are freedoms of the specification; the first is the usual one.
 */
export interface Model {
  readonly world: World
  /** Parameters of `reset`. */
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  /** Whether the input still makes sense here; the shrinker drops inputs that do not. */
  readonly accepts: (input: Input) => boolean
  /** The nearest simpler input that makes sense here in place of one that does not; without it, such an input is dropped. */
  readonly repair?: (input: Input) => Input | undefined
  /** Moves the world and returns what is allowed as the answer. */
  readonly perform: (input: Input, scope: Scope) => Expectation
  /** Queries that show the effects of the last step; `thorough` adds the sweep over every stamp. */
  readonly probes: (last: Input, known: readonly KnownSymbol[], thorough: boolean) => readonly Input[]
}

/** What a model may know of the case that it is to follow. */
export interface Subject {
  /** A scene's case is known by its name. */
  readonly name?: string
  readonly inputs: readonly Input[]
}

/** A named way to build a model. Every boundary value that the walk should meet is a parameter of `build`. */
export interface ModelSource {
  readonly id: string
  /** `subject` is given where `scope` finds something in it. */
  readonly build: (setting: Setting, subject?: Subject) => Model
  /**
   * What of a case the model depends on, as text: the names that the case speaks of beside those of the walk, the script that it
   * follows. One model serves all cases of one scope. Empty, or absent, where the model of the walk serves.
   */
  readonly scope?: (subject: Subject) => string
}
