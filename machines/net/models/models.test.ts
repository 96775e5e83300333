import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import type { Model, ModelSource, Setting } from '../../model/model.ts'
import { casesOf, play, playPart } from '../../model/model-contract.ts'
import { ModelSimulator } from '../../model/walk.ts'
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

/** Requirements that the cases have exercised. */
const met = new Set<string>()

describe.each(rows)('model $source.id, $which', ({ source, given }) => {
  test('draws only operations of the catalogue that mean something where they stand, whole and in parts', () => {
    const simulator = new ModelSimulator(source.build(given))
    for (const inputs of casesOf(source, given, 20)) {
      for (const id of play(catalogue, simulator, inputs)) met.add(id)
      playPart(catalogue, simulator, inputs)
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
