import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import type { Input, Model, ModelSource, Setting } from '../../model/model.ts'
import { seeded } from '../../model/random.ts'
import { tour } from '../../model/tour.ts'
import { ModelSimulator, repair, walk } from '../../model/walk.ts'
import { sources } from './sources.ts'

const catalogue = loadCatalogue('net')
const capabilities = new Set(Object.keys(catalogue.capabilities))
const setting = (profile: string, parameters: Setting['parameters'] = {}): Setting => ({
  profile,
  capabilities,
  parameters,
  shimDefined: new Set(),
})
/** Both profiles, and the other one of everything that an implementation may declare. */
const settings: readonly Setting[] = [
  setting('core'),
  setting('strict'),
  setting('strict', {
    source_delivery: 'refuse',
    stale_snapshot: 'refuse',
    late_snapshot: 'silent',
    orchestrator_policy: 'local_only',
  }),
]
const rows = sources.flatMap((source) =>
  settings.map((given, at) => ({ source, given, which: `${given.profile} ${at}` })),
)

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

function cases(source: ModelSource, given: Setting): Input[][] {
  const simulator = new ModelSimulator(source.build(given))
  return [...tour(source.build(given)), ...Array.from({ length: 20 }, (_, seed) => walk(simulator, 30, seeded(seed)))]
}

/** Requirements that the cases have exercised. */
const met = new Set<string>()

describe.each(rows)('model $source.id, $which', ({ source, given }) => {
  test('draws only operations of the catalogue that mean something where they stand, whole and in parts', () => {
    const simulator = new ModelSimulator(source.build(given))
    for (const inputs of cases(source, given)) {
      for (const id of play(simulator, inputs)) met.add(id)
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

/**
 * Requirements of the charts that no walk of a node meets: bounds and sizes (NET-020, NET-058), failing daemons and ledgers
 * (NET-035, NET-069, NET-081), envelopes (NET-063, NET-090, NET-099 to NET-101), bare nodes (NET-085), and waiters (NET-155).
 */
const elsewhere = [
  ...['NET-020', 'NET-035', 'NET-058', 'NET-063', 'NET-069', 'NET-081'],
  ...['NET-085', 'NET-090', 'NET-099', 'NET-100', 'NET-101', 'NET-155'],
]

test('the cases of all models meet the requirements that the charts of a node name', () => {
  const named = (model: Model): string[] =>
    model.world.reducers.flatMap(({ transitions }) =>
      transitions.flatMap(({ requirements }) => Object.values(requirements).flat()),
    )
  const all = new Set(named((sources[0] as ModelSource).build(settings[0] as Setting)))
  expect([...all].filter((id) => !met.has(id)).toSorted()).toEqual(elsewhere)
})
