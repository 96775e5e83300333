import { type Attribution, facets, natural } from '../../../machines/chart/chart.ts'
import type { Input, Model, ModelSource, Setting } from '../../../machines/model/model.ts'
import type { Expectation, Pattern } from '../../../machines/model/pattern.ts'
import { World } from '../../../machines/model/world.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type Check, check, type NamedCase } from '../check.ts'
import { type Scene, sceneCases } from './scalable-scene.ts'
import { scene } from './scene.ts'

/** One call with the answers that the specification allows, and the requirements that say so. */
export interface ScriptStep extends Input {
  readonly expect: Expectation
  /** Empty for a step that only sets the scene: it stands for all that the check shows. */
  readonly requirements: readonly string[]
  /** Which of them stands for which facet; all of them for each where absent. */
  readonly attribution?: Attribution
}

/** A step that is answered `ok` with what fits the pattern. */
export const step = ({ op, params }: Input, ok: Pattern, ...requirements: string[]): ScriptStep => ({
  op,
  params,
  expect: { ok },
  requirements,
})

/** A case with its answers written down. */
export interface Script {
  readonly name: string
  readonly steps: readonly ScriptStep[]
}

interface ScriptNode {
  readonly number: number
  readonly step: ScriptStep | undefined
  readonly next: Map<string, ScriptNode>
}

/** The written answers as a model: a step is known by what came before it. */
class ScriptModel implements Model {
  readonly world = new World()
  readonly moves = []
  readonly #nodes: ScriptNode[] = [{ number: 0, step: undefined, next: new Map() }]
  readonly #ghost = this.world.ghosts('script', { at: natural })

  /** `fallback`: the requirements of steps that name none. */
  constructor(
    scripts: readonly Script[],
    readonly configuration: JsonObject,
    readonly fallback: readonly string[],
  ) {
    for (const { steps } of scripts) {
      let at = this.#nodes[0] as ScriptNode
      for (const step of steps) {
        let next = at.next.get(keyOf(step))
        if (next === undefined) {
          next = { number: this.#nodes.length, step, next: new Map() }
          at.next.set(keyOf(step), next)
          this.#nodes.push(next)
        }
        at = next
      }
    }
  }

  accepts(input: Input): boolean {
    return this.#find(input) !== undefined
  }

  perform(input: Input): Expectation {
    const found = this.#find(input)
    if (found?.step === undefined) return { any: true }
    this.#ghost.at = found.number
    const { attribution, requirements } = found.step
    this.world.attribute(attribution ?? everywhere(requirements.length > 0 ? requirements : this.fallback))
    return found.step.expect
  }

  probes(): readonly Input[] {
    return []
  }

  #find(input: Input): ScriptNode | undefined {
    return this.#nodes[this.#ghost.at]?.next.get(keyOf(input))
  }
}

function keyOf({ op, params }: Input): string {
  return `${op} ${JSON.stringify(params)}`
}

/** The requirements for whatever differs. */
function everywhere(requirements: readonly string[]): Attribution {
  return Object.fromEntries(facets.map((facet) => [facet, requirements]))
}

/** The requirements that the steps of scripts name. */
export function coveredRequirements(scripts: readonly Script[]): string[] {
  return [...new Set(scripts.flatMap(({ steps }) => steps.flatMap(({ requirements }) => requirements)))].sort()
}

export interface ScriptCheck extends Omit<Check, 'cases' | 'model' | 'requirements' | 'scenes'> {
  readonly requirements: readonly string[]
  readonly scripts?: (setting: Setting) => readonly Script[]
  /** Scripts that grow. */
  readonly scenes?: readonly Scene<ScriptStep>[]
  /** Given to reset. */
  readonly configure?: (setting: Setting) => JsonObject
}

/** A check of written scripts. */
export function scriptCheck({ scripts = () => [], scenes = [], configure = () => ({}), ...rest }: ScriptCheck): Check {
  const model: ModelSource = {
    id: rest.id,
    build: (setting, subject) => {
      const own = scenes.flatMap((one) => sceneCases(one, setting)).find(({ name }) => name === subject?.name)
      const judged = own === undefined ? scripts(setting) : [{ name: own.name, steps: own.steps() }]
      return new ScriptModel(judged, configure(setting), rest.requirements)
    },
    scope: ({ name = '' }) => (scenes.some((one) => name.startsWith(`${one.name}-`)) ? name : ''),
  }
  const cases = (setting: Setting): NamedCase[] =>
    scripts(setting).map(({ name, steps }) =>
      scene(
        name,
        steps.map(({ op, params }) => ({ op, params })),
        configure(setting),
      ),
    )
  return check({ ...rest, model, cases, scenes })
}
