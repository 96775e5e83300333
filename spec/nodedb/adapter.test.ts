import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'

const catalogue = loadCatalogue('nodedb')

describe.each(catalogue.operations)('$name', ({ name, profile, requires, errors }) => {
  it('has parameters and a result that are closed objects', () => {
    expect(catalogue.params(name, { surplus: 1 })).toMatch(/surplus|must have|must be/)
    expect(catalogue.result(name, { surplus: 1 })).toBeTypeOf('string')
  })

  it('names only a profile, capabilities and errors that exist', () => {
    expect(catalogue.profiles).toContain(profile)
    expect(Object.keys(catalogue.capabilities)).toEqual(expect.arrayContaining([...requires]))
    expect(Object.keys(catalogue.document.errors ?? {})).toEqual(expect.arrayContaining([...errors]))
  })
})

it('has every operation in the profile full', () => {
  expect(catalogue.operations.filter(({ profile }) => !catalogue.contains('full', profile))).toEqual([])
})

it('names no capability that neither an operation nor a parameter needs', () => {
  const required = new Set(catalogue.operations.flatMap(({ requires }) => requires))
  const others = ['dialects', 'constants', 'holding', 'in_order', 'peers', ...catalogue.inProcess]
  expect(Object.keys(catalogue.capabilities).filter((name) => !required.has(name) && !others.includes(name))).toEqual(
    [],
  )
})

it('counts as adversarial only operations and capabilities that exist', () => {
  const names = [...Object.keys(catalogue.capabilities), ...catalogue.operations.map(({ name }) => name)]
  expect(catalogue.adversarial.filter((name) => !names.includes(name))).toEqual([])
})

it('can be adapted to a receiver with three operations', () => {
  const basic = catalogue.operations.filter(({ profile, requires }) => profile === 'receiver' && requires.length === 0)
  expect(basic.map(({ name }) => name)).toEqual(['rx.delta', 'rx.snapshot', 'rx.link'])
})

it.each([
  [{}, undefined],
  [{ dialect: 'P0' }, undefined],
  [{ dialect: { base: 'P4', unitVariant: 'pairNil' }, hold_max: 1024, backoff_first_ms: 5000 }, undefined],
  [{ dialect: 'P9' }, '/dialect'],
  [{ dialect: { resyncFields: 5 } }, '/dialect/resyncFields'],
  [{ hold_max: 1025 }, '/hold_max'],
  [{ low: -1 }, '/low'],
  [{ rate: 5 }, '/rate'],
  [{ hold: 1 }, 'hold'],
])('judges the configuration %j', (configuration, problem) => {
  const found = catalogue.configuration(configuration)
  if (problem === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(problem)
})

const throttle = { type: 'Throttle', throttle: true, queue_depth: '1', suggested_rate: '0' }

it.each([
  ['codec.decode', { type: 82, consumed: 11, message: throttle }, true],
  ['codec.decode', { type: 82, consumed: 11, message: { ...throttle, queue_depth: 1 } }, false],
  ['rx.delta', { frames: [{ peer: '1', frame: '50' }], applied: [], installed: [] }, true],
  ['rx.delta', { frames: [], applied: [], installed: [], refused: 'id-zero' }, true],
  ['rx.delta', { frames: [], applied: [], installed: [], refused: 'whatever' }, false],
  ['rx.delta', { frames: ['50'], applied: [], installed: [] }, false],
  ['tx.drain', { out: [{ kind: 'snapshot', collection: 'c', watermark: '0', items: [] }] }, true],
  ['tx.drain', { out: [{ kind: 'snapshot', collection: 'c', items: [] }] }, false],
  [
    'tg.advance',
    {
      sent: [
        { peer: '1', at_ms: 5, mutation_id: '1' },
        { peer: '1', at_ms: 5, control: 'PingPong' },
      ],
    },
    true,
  ],
  ['tg.advance', { sent: [{ peer: '1', at_ms: 5 }] }, false],
])('judges the result of %s %j', (op, result, sound) => {
  expect(catalogue.result(op, result) === undefined).toBe(sound)
})
