import fc, { Arbitrary, type Random, Stream, Value } from 'fast-check'
import type { Setting } from '../../../machines/model/model.ts'
import { tour } from '../../../machines/model/tour.ts'
import { ModelSimulator } from '../../../machines/model/walk.ts'
import type { Budget } from '../../../reports/event.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Case, Check, NamedCase } from '../check.ts'
import { missingName } from '../judging/selection.ts'
import { reaches } from './horizons.ts'
import { type SceneCase, sceneCases } from './scalable-scene.ts'
import { sweep } from './sweep.ts'
import { sweptCases } from './swept-cases.ts'
import { longestWalk, WalkArbitrary } from './walk-arbitrary.ts'

export interface CasePlanOptions {
  /** Seed of the random cases, a 32-bit integer. */
  readonly seed: number
  /** Random cases of a `model` check of weight 1. */
  readonly randomCases: number
  /** How far scenes and sweeps go; `quick` unless told. */
  readonly budget?: Budget
  /** Whether a tour of the model's transitions comes before the random cases; true unless told. */
  readonly tour?: boolean
}

/**
 * Every case of a check, in order: its own, those of its scenes as far as the budget goes, then for a `model` check a tour of the
 * model's transitions, a sweep of its operations over their horizons, and random walks. The cases are made as they are asked for; the same options give the same cases.
 */
export class CasePlan implements Iterable<Case> {
  #own: readonly Case[] | undefined
  #scenes: readonly SceneCase[] | undefined
  #tour: readonly Case[] | undefined
  #swept: readonly Case[] | undefined

  constructor(
    readonly check: Check,
    readonly setting: Setting,
    readonly catalogue: Pick<Catalogue, 'optional' | 'operands' | 'operation' | 'profiles' | 'contains'>,
    readonly options: CasePlanOptions,
  ) {}

  /** The number of cases; to know it, tour and sweep are made. */
  get size(): number {
    const fixed = [this.#ownCases(), this.#sceneCases(), this.#tourCases(), this.#sweptCases()]
    return fixed.reduce((sum, { length }) => sum + length, this.#randomCount())
  }

  *[Symbol.iterator](): Iterator<Case> {
    yield* this.#ownCases()
    const configuration = this.#sceneCases().length === 0 ? {} : this.#configuration()
    for (const one of this.#sceneCases()) yield madeOf(one, configuration)
    yield* this.#tourCases()
    yield* this.#sweptCases()
    yield* this.#randomCases()
  }

  #ownCases(): readonly Case[] {
    const { check, setting, options } = this
    this.#own ??= (check.cases?.(setting) ?? []).flatMap(({ needs = [], tier = 'quick', ...own }) =>
      this.#has(needs) && reaches(options.budget ?? 'quick', tier) ? [own] : [],
    )
    return this.#own
  }

  #sceneCases(): readonly SceneCase[] {
    const { check, setting, options } = this
    this.#scenes ??= (check.scenes ?? [])
      .filter(({ needs = [] }) => this.#has(needs))
      .flatMap((scene) => sceneCases(scene, setting))
      .filter(({ tier }) => reaches(options.budget ?? 'quick', tier))
    return this.#scenes
  }

  #has(needs: readonly string[]): boolean {
    const { profile, capabilities } = this.setting
    return missingName(needs, this.catalogue, profile, capabilities) === undefined
  }

  #configuration(): JsonObject {
    return this.check.model?.build(this.setting).configuration ?? {}
  }

  #tourCases(): readonly Case[] {
    const { model, kind } = this.check
    if (kind !== 'model' || model === undefined || this.options.tour === false) return []
    if (this.#tour === undefined) {
      const toured = model.build(this.setting)
      const { configuration } = toured
      this.#tour = tour(toured).map((inputs) => ({ configuration, inputs, thorough: true }))
    }
    return this.#tour
  }

  #sweptCases(): readonly Case[] {
    const { check, setting, catalogue, options } = this
    const { model: source, sweeps: operations = [], swept } = check
    const { budget = 'quick' } = options
    if (this.#swept === undefined) {
      const written = (round: 1 | 2) => swept?.(setting, round).filter(({ needs = [] }) => this.#has(needs)) ?? []
      this.#swept = [
        ...(source === undefined || operations.length === 0
          ? []
          : sweep({ source, setting, catalogue, operations, budget })),
        ...sweptCases(written, catalogue, budget),
      ].map(({ needs: _, tier: __, ...own }) => own)
    }
    return this.#swept
  }

  #randomCount(): number {
    const { kind, model, draws, weight = 1 } = this.check
    const random = draws !== undefined || (kind === 'model' && model !== undefined)
    const share = typeof weight === 'number' ? weight : weight(this.setting)
    return random ? Math.ceil(this.options.randomCases * share) : 0
  }

  *#randomCases(): Generator<Case> {
    const { model: source, draws } = this.check
    const numRuns = this.#randomCount()
    if (numRuns === 0) return
    if (draws !== undefined) {
      const configuration = this.#configuration()
      for (const draw of fc.sample(new Deferred(draws(this.setting)), { seed: this.options.seed, numRuns }))
        yield { configuration, inputs: draw() }
      return
    }
    if (source === undefined) return
    const simulator = new ModelSimulator(source.build(this.setting))
    const { configuration } = simulator.model
    const walks = new WalkArbitrary(simulator, longestWalk, (op) => this.catalogue.optional(op))
    for (const draw of fc.sample(new Deferred(walks), { seed: this.options.seed, numRuns }))
      yield { configuration, inputs: draw() }
  }
}

function madeOf({ name, scene, steps, configuration }: SceneCase, otherwise: JsonObject): NamedCase {
  const { waits, unprobed } = scene
  return {
    name,
    configuration: configuration?.() ?? otherwise,
    inputs: steps().map(({ op, params }) => ({ op, params })),
    ...(waits === undefined ? {} : { waits }),
    ...(unprobed === undefined ? {} : { unprobed }),
  }
}

/** Values that are made when they are called for: a run may end long before its last random case. */
class Deferred<Made> extends Arbitrary<() => Made> {
  constructor(readonly inner: Arbitrary<Made>) {
    super()
  }

  generate(random: Random, bias: number | undefined): Value<() => Made> {
    return new Value(() => this.inner.generate(random, bias).value, undefined)
  }

  canShrinkWithoutContext(_: unknown): _ is () => Made {
    return false
  }

  shrink(): Stream<Value<() => Made>> {
    return Stream.nil()
  }
}
