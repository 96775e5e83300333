import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import type { Model, ModelSource, Setting } from '../../model/model.ts'
import { casesOf, play, playPart } from '../../model/model-contract.ts'
import { ModelSimulator } from '../../model/walk.ts'
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
    for (const inputs of casesOf(source, setting, 40))
      for (const id of play(catalogue, simulator, inputs)) met.get(source)?.add(id)
  })

  test('makes a case that means something of every part of a case', () => {
    const simulator = new ModelSimulator(source.build(setting))
    for (const inputs of casesOf(source, setting, 40)) {
      playPart(catalogue, simulator, inputs)
    }
  })
})

test.each(sources)('the cases of model $id meet every requirement that its chart names', (source) => {
  const all = named(source.build(settings[0] as Setting), source)
  expect(all.filter((id) => met.get(source)?.has(id) !== true).toSorted()).toEqual(unmet[source.id] ?? [])
})
