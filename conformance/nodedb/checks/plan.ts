import type { Input, Model, Setting } from '../../../machines/model/model.ts'
import { scene } from '../../kit/cases/scene.ts'
import type { NamedCase } from '../../kit/check.ts'

/** Writes the inputs of a case one after another, with the help of a model that knows the dialect and the constants. */
export class Plan<M extends Model> {
  readonly inputs: Input[] = []

  constructor(readonly model: M) {}

  add(...inputs: readonly Input[]): this {
    this.inputs.push(...inputs)
    return this
  }
}

/** What is done in a situation, and where it means something: `needs` are capabilities, `fits` looks at the rest of the PICS. */
export type Situation<P> =
  | ((plan: P) => P)
  | {
      readonly needs?: readonly string[]
      readonly fits?: (setting: Setting) => boolean
      readonly plan: (plan: P) => P
    }

export type Situations<P> = { readonly [name: string]: Situation<P> }

/** A case of each situation that means something in a setting, on a plan of its own. */
export function planned<P extends Plan<Model>>(
  situations: Situations<P>,
  setting: Setting,
  begin: () => P,
): NamedCase[] {
  return Object.entries(situations).flatMap(([name, situation]) => {
    const told = typeof situation === 'function' ? { plan: situation } : situation
    const { needs = [], fits = () => true, plan } = told
    if (!needs.every((need) => setting.capabilities.has(need)) || !fits(setting)) return []
    const { inputs, model } = plan(begin())
    return [scene(name, inputs, model.configuration)]
  })
}
