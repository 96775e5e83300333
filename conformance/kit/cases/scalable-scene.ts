import type { Input, Setting } from '../../../machines/model/model.ts'
import type { Budget } from '../../../reports/event.ts'
import type { Dimension } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type Axes, type Combination, coveringArray } from './covering-array.ts'
import { horizonsIn, longest, type Range, type Values } from './horizons.ts'

interface SceneOf<Variable, Step extends Input> {
  /** A slug, unique in its check; the cases are called `<name>-<value>`. */
  readonly name: string
  /** Operations and capabilities beyond those of the check. */
  readonly needs?: readonly string[]
  readonly inputs: (value: Variable, setting: Setting) => readonly Step[]
  /** Given to reset in place of the model's configuration. */
  readonly configuration?: (value: Variable, setting: Setting) => JsonObject
  /** No queries are added, so that a case of many names stays linear: those that show something stand among the inputs. */
  readonly unprobed?: boolean
  /** The cases mostly wait. */
  readonly waits?: boolean
}

/** A case as a function of one value of a dimension, swept over the dimension's table. */
export interface ScalableScene<D extends Dimension, Step extends Input = Input> extends SceneOf<Values[D], Step> {
  readonly dimension: D
  readonly axes?: undefined
  /** Where values mean something; the ends themselves are swept too. */
  readonly range?: Range | ((setting: Setting) => Range)
  /** Whatever is smaller is judged on the way, so that of each tier the largest value is tried alone. */
  readonly growing?: true
}

/** A case as a function of several options, swept over all pairs of them. */
export interface PairScene<Step extends Input = Input> extends SceneOf<Combination, Step> {
  readonly axes: (setting: Setting) => Axes
  readonly dimension?: undefined
  /** The axis with each of whose values every pair of the others is tried: usually the phase of the protocol. */
  readonly each?: string
  /** Whether options can stand together; asked about rows in which not every axis is chosen yet. */
  readonly allows?: (row: Combination, setting: Setting) => boolean
}

/** Cases that grow. */
export type Scene<Step extends Input = Input> =
  | { readonly [D in Dimension]: ScalableScene<D, Step> }[Dimension]
  | PairScene<Step>

/** One case of a scene, not made yet. */
export interface SceneCase<Step extends Input = Input> {
  readonly name: string
  readonly scene: Scene<Step>
  /** The smallest budget that goes so far. */
  readonly tier: Budget
  readonly steps: () => readonly Step[]
  readonly configuration: (() => JsonObject) | undefined
}

/** Every case of a scene, of every budget, in ascending order of its table. */
export function sceneCases<Step extends Input>(scene: Scene<Step>, setting: Setting): readonly SceneCase<Step>[] {
  return scene.axes !== undefined ? pairCases(scene, setting) : horizonCases<Dimension, Step>(scene as never, setting)
}

function horizonCases<D extends Dimension, Step extends Input>(
  scene: ScalableScene<D, Step>,
  setting: Setting,
): readonly SceneCase<Step>[] {
  const { name, dimension, range, growing, inputs, configuration } = scene
  const within = typeof range === 'function' ? range(setting) : range
  const rows = horizonsIn(dimension, within)
  return (growing === true ? longest(rows) : rows).map(({ slug, value, tier }) => ({
    name: `${name}-${slug}`,
    scene: scene as unknown as Scene<Step>,
    tier,
    steps: () => inputs(value, setting),
    configuration: configuration === undefined ? undefined : () => configuration(value, setting),
  }))
}

function pairCases<Step extends Input>(scene: PairScene<Step>, setting: Setting): readonly SceneCase<Step>[] {
  const { name, axes, each, allows = () => true, inputs, configuration } = scene
  return rowsOf(axes(setting), each, (row) => allows(row, setting)).map((row) => ({
    name: [name, ...Object.values(row).map((level) => `${level ?? 'none'}`)].join('-'),
    scene,
    tier: 'quick',
    steps: () => inputs(row, setting),
    configuration: configuration === undefined ? undefined : () => configuration(row, setting),
  }))
}

function rowsOf(axes: Axes, each: string | undefined, allows: (row: Combination) => boolean): readonly Combination[] {
  if (each === undefined) return coveringArray(axes, allows)
  const { [each]: phases = [], ...others } = axes
  return phases.flatMap((phase) =>
    coveringArray(others, (row) => allows({ [each]: phase, ...row })).map((row) => ({ [each]: phase, ...row })),
  )
}
