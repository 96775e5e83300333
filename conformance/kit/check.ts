import type { Arbitrary } from 'fast-check'
import type { Input, ModelSource, Setting } from '../../machines/model/model.ts'
import type { Budget, CheckKind } from '../../reports/event.ts'
import type { JsonObject } from '../../spec/json.ts'
import type { Scene } from './cases/scalable-scene.ts'
import type { Monitor } from './judging/monitor.ts'

/** A case: the configuration given to `reset` and the inputs that follow. It is generated, shrunk, stored and replayed as it is. */
export interface Case {
  readonly configuration: JsonObject
  readonly inputs: readonly Input[]
  /** Sweep the queries over every stamp after every step. */
  readonly thorough?: boolean
  /** Whether the case mostly waits; what its check says unless told. */
  readonly waits?: boolean
  /** No queries are added: those that show something stand among the inputs. */
  readonly unprobed?: boolean
  /** A scene's case is known by its name. */
  readonly name?: string
  /**
   * The inputs are one round of a conversation that is repeated while the memory of the implementation's processes is watched: so
   * many rounds at least, and more if it looks like a leak.
   */
  readonly rounds?: number
}

/** A named case of a scenario; the name is a stable slug. */
export interface NamedCase extends Case {
  readonly name: string
  /** Operations and capabilities beyond those of its check, without which it is left out. */
  readonly needs?: readonly string[]
  /** The smallest budget that runs it, `quick` unless told. */
  readonly tier?: Budget
}

/** A case that stands for all those in which one of its operations has other parameters. */
export interface SweptCase extends NamedCase {
  /** The operation whose first call is swept; `reset` for the configuration. */
  readonly of: string
  /** Parameters that are not swept, by their paths. */
  readonly except?: readonly string[]
}

/** A requirement that a check judges; `needs` are operations and capabilities beyond the check's own. */
export type Claim = string | { readonly id: string; readonly needs: readonly string[] }

/**
 * Something that yields verdicts for named requirements. It says which cases to run and who judges them besides the model:
 * a `model` check walks its model at random after a tour of its transitions, the others bring their cases and scenes.
 * It applies if the PICS has everything that it needs; nothing else decides.
 */
export interface Check {
  /** `<protocol>/<slug>`, stable for ever. */
  readonly id: string
  readonly kind: CheckKind
  readonly requirements: readonly Claim[]
  /** Operations of the catalogue and capabilities. */
  readonly needs: readonly string[]
  readonly explain: string
  /** What the specification allows; absent where only the monitors judge. */
  readonly model?: ModelSource
  /**
   * Operations, by name or by what precedes a dot, whose parameters are swept over their horizons at the end of the model's
   * shortest walks to them.
   */
  readonly sweeps?: readonly string[]
  /**
   * Cases written by hand for parameters that no walk of a model comes to, each swept over the horizons. `round` is 2 for the same
   * cases with other ids, where two of them make one case: a name, and the one that it is confused with.
   */
  readonly swept?: (setting: Setting, round: 1 | 2) => readonly SweptCase[]
  /** Random cases of a check that does not walk its model: as many as a walk has, drawn by the seed. */
  readonly draws?: (setting: Setting) => Arbitrary<readonly Input[]>
  /** Share of the budget's random cases for a check that walks or draws, default 1. */
  readonly weight?: number | ((setting: Setting) => number)
  /** Cases mostly wait for the implementation's clock: each may run on an instance of its own beside others (`--waits`). */
  readonly waits?: boolean
  readonly cases?: (setting: Setting) => readonly NamedCase[]
  /** Cases that grow: each is swept over its dimension or its axes, as far as the budget goes. */
  readonly scenes?: readonly Scene[]
  /** Judges of this check alone. A `monitor` check consists of them and watches every other check's cases too. */
  readonly monitors?: readonly Monitor[]
}

export function check(definition: Check): Check {
  return definition
}

/** The requirement IDs of a claim list, with the claim's extra needs. */
export function covers(definition: Check): readonly { readonly id: string; readonly needs: readonly string[] }[] {
  return definition.requirements.map((claim) => (typeof claim === 'string' ? { id: claim, needs: [] } : claim))
}
