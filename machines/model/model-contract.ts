import { expect } from 'vitest'
import type { Catalogue } from '../../spec/catalogue.ts'
import type { Input, ModelSource, Setting } from './model.ts'
import { seeded } from './random.ts'
import { tour } from './tour.ts'
import { ModelSimulator, repair, walk } from './walk.ts'

/** The tour of a model and so many walks of thirty steps. */
export function casesOf(source: ModelSource, setting: Setting, walks: number): Input[][] {
  const simulator = new ModelSimulator(source.build(setting))
  return [
    ...tour(source.build(setting)),
    ...Array.from({ length: walks }, (_, seed) => walk(simulator, 30, seeded(seed))),
  ]
}

/**
 * Performs a case with everything that is looked at after each step, and returns the requirements that it exercises. Every call has
 * to be one of the catalogue, and to mean something where it stands.
 */
export function play(catalogue: Catalogue, simulator: ModelSimulator, inputs: readonly Input[]): Set<string> {
  const { model } = simulator
  const met = new Set<string>()
  const perform = (input: Input, act: (input: Input) => unknown): void => {
    expect(catalogue.params(input.op, input.params), `${input.op} ${JSON.stringify(input.params)}`).toBeUndefined()
    act(input)
    for (const { requirements } of model.world.fired) for (const id of Object.values(requirements).flat()) met.add(id)
  }
  simulator.restart()
  for (const input of inputs) {
    expect(model.accepts(input), `${input.op} ${JSON.stringify(input.params)}`).toBe(true)
    perform(input, (each) => simulator.perform(each))
    for (const probe of model.probes(input, [], true)) perform(probe, (each) => simulator.probe(each))
  }
  return met
}

/** The same for what repairing leaves of a case that lost every third step. */
export function playPart(catalogue: Catalogue, simulator: ModelSimulator, inputs: readonly Input[]): Set<string> {
  const kept = inputs.map((_, at) => at + 1).filter((step) => step % 3 !== 0)
  const left = kept.map((step) => inputs[step - 1] as Input)
  return play(catalogue, simulator, repair(simulator, left, kept))
}
