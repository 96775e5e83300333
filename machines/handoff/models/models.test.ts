import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import type { Input, Model, ModelSource, Setting } from '../../model/model.ts'
import { seeded } from '../../model/random.ts'
import { tour } from '../../model/tour.ts'
import { ModelSimulator, repair, walk } from '../../model/walk.ts'
import { profiles } from '../charts/settings.ts'
import { sources } from './sources.ts'

const catalogue = loadCatalogue('handoff')
const capabilities = new Set(Object.keys(catalogue.capabilities))
const settings = Object.keys(profiles).map(
  (profile): Setting => ({ profile, capabilities, parameters: {}, shimDefined: new Set() }),
)
const rows = sources.flatMap((source) => settings.map((setting) => ({ source, setting, profile: setting.profile })))

/** Requirements that a chart names and no walk meets: when a supervisor's own heartbeats come is free, and a matter of monitors. */
const unmet: { readonly [source: string]: readonly string[] } = { supervisor: ['HOF-121'] }

/** Performs a case with everything that is looked at after each step, and returns the requirements that it exercises. */
function play(simulator: ModelSimulator, inputs: readonly Input[]): Set<string> {
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

function cases(source: ModelSource, setting: Setting): Input[][] {
  const simulator = new ModelSimulator(source.build(setting))
  return [...tour(source.build(setting)), ...Array.from({ length: 40 }, (_, seed) => walk(simulator, 30, seeded(seed)))]
}

function named(model: Model, source: ModelSource): string[] {
  const role = model.world.reducers.filter(({ chart }) => chart.id === `handoff.${source.id}`)
  const all = role.flatMap(({ transitions }) =>
    transitions.flatMap(({ requirements }) => Object.values(requirements).flat()),
  )
  return [...new Set(all)]
}

/** Requirements that the cases of a source have exercised. */
const met = new Map(sources.map((source) => [source, new Set<string>()]))

describe.each(rows)('model $source.id in profile $profile', ({ source, setting }) => {
  test('draws only operations of the catalogue that mean something where they stand, whatever is looked at in between', () => {
    const simulator = new ModelSimulator(source.build(setting))
    for (const inputs of cases(source, setting)) for (const id of play(simulator, inputs)) met.get(source)?.add(id)
  })

  test('makes a case that means something of every part of a case', () => {
    const simulator = new ModelSimulator(source.build(setting))
    for (const inputs of cases(source, setting)) {
      const kept = inputs.map((_, at) => at + 1).filter((step) => step % 3 !== 0)
      play(
        simulator,
        repair(
          simulator,
          kept.map((step) => inputs[step - 1] as Input),
          kept,
        ),
      )
    }
  })
})

test.each(sources)('the cases of model $id meet every requirement that its chart names', (source) => {
  const all = named(source.build(settings[0] as Setting), source)
  expect(all.filter((id) => met.get(source)?.has(id) !== true).toSorted()).toEqual(unmet[source.id] ?? [])
})
