import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'

const catalogue = loadCatalogue('net')
const { document } = catalogue

describe.each(catalogue.operations)('$name', ({ name, profile, requires, errors }) => {
  it('has parameters and a result that are closed objects', () => {
    expect(catalogue.params(name, { surplus: 1 })).toMatch(/surplus|must have|must be/)
    expect(catalogue.result(name, { surplus: 1 })).toBeTypeOf('string')
  })

  it('names only a profile, capabilities and errors that exist', () => {
    expect(catalogue.profiles).toContain(profile)
    expect(Object.keys(catalogue.capabilities)).toEqual(expect.arrayContaining([...requires]))
    expect(Object.keys(document.errors ?? {})).toEqual(expect.arrayContaining([...errors]))
  })
})

it('has every operation in the smallest profile: profiles differ in what is required, not in what is asked', () => {
  expect(new Set(catalogue.operations.map(({ profile }) => profile))).toEqual(new Set(['core']))
  expect(catalogue.contains('strict', 'core')).toBe(true)
})

const roles = ['codec', 'reassembler', 'target', 'node', 'runtime']

it('has each operation belong to one role, which is its first capability', () => {
  expect(catalogue.operations.filter(({ requires: [role = ''] }) => !roles.includes(role))).toEqual([])
})

it('has a facet for each member of an answer', () => {
  const definitions = document.$defs as Record<string, object>
  const members = (schema: unknown): string[] => {
    if (typeof schema !== 'object' || schema === null) return []
    const { $ref, properties = {}, oneOf = [] } = schema as { $ref?: string; properties?: object; oneOf?: unknown[] }
    const named = $ref?.startsWith('#/$defs/') ? definitions[$ref.slice('#/$defs/'.length)] : undefined
    return [...Object.keys(properties), ...oneOf.flatMap(members), ...members(named)]
  }
  const results = Object.values(document.operations as Record<string, { result: object }>).map(({ result }) => result)
  expect(results.flatMap(members).filter((member) => catalogue.facets[member] === undefined)).toEqual([])
})

it('names no capability that neither an operation nor a parameter needs', () => {
  const required = new Set(catalogue.operations.flatMap(({ requires }) => requires))
  const others = ['dialects', 'constants', 'nodes', 'public_only', ...catalogue.inProcess]
  const idle = Object.keys(catalogue.capabilities).filter((name) => !required.has(name) && !others.includes(name))
  expect(idle).toEqual([])
})

it('names no error that no operation answers', () => {
  const answered = new Set([
    'invalid_params',
    'unsupported_op',
    ...catalogue.operations.flatMap(({ errors }) => errors),
  ])
  expect(Object.keys(document.errors ?? {}).filter((code) => !answered.has(code))).toEqual([])
})

it('counts as adversarial only operations and capabilities that exist', () => {
  const names = [...Object.keys(catalogue.capabilities), ...catalogue.operations.map(({ name }) => name)]
  expect(catalogue.adversarial.filter((name) => !names.includes(name))).toEqual([])
})

it.each([
  ['codec', ['codec.encode', 'codec.decode', 'codec.chunk', 'codec.chunk_bytes', 'codec.classify']],
  ['reassembler', ['reasm.feed', 'reasm.feed_run']],
  ['target', ['node.open', 'node.add_factory', 'node.receive', 'daemon.read', 'daemon.deliver']],
])('can be adapted to the role %s with few operations', (role, names) => {
  const basic = catalogue.operations.filter(({ requires }) => requires.join() === role)
  expect(basic.map(({ name }) => name)).toEqual(names)
})

it.each([
  [{}, undefined],
  [{ dialect: 'v18', age_ms: 1, pending_max: 1024, repeat_ms: 100, instances: 3 }, undefined],
  [{ dialect: { base: 'v18', trailing: 'refuse' } }, undefined],
  [{ dialect: 'v17' }, '/dialect'],
  [{ dialect: { head: true } }, '/dialect'],
  [{ age_ms: 0 }, '/age_ms'],
  [{ nodes: 1 }, 'nodes'],
])('judges the configuration %j', (configuration, problem) => {
  const found = catalogue.configuration(configuration)
  if (problem === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(problem)
})

const link = { origin_hash: '1', horizon_encoded: '0', sequence: '1', parent_hash: '0' }
const digest = { length: 0, sha256: '0'.repeat(64) }
const daemon = { state: digest, processed: ['1'], processed_count: 1, head: link, read_only: false, ledger: [] }

it.each([
  ['codec.decode', { message: { type: 'ActivateTarget', daemon_origin: '1' }, consumed: 9 }, true],
  ['codec.decode', { message: { type: 'ActivateTarget', daemon_origin: 1 }, consumed: 9 }, false],
  ['reasm.feed', {}, true],
  ['reasm.feed', { done: digest }, true],
  ['reasm.feed', { done: 'ab' }, false],
  ['node.receive', { out: [{ to: '2', bytes: '00' }] }, true],
  ['node.receive', { out: [], refused: 'wrong_peer' }, true],
  ['node.receive', { out: [], refused: 'whatever' }, false],
  ['node.receive', { refused: 'wrong_peer' }, false],
  ['daemon.read', {}, true],
  ['daemon.read', { daemon }, true],
  ['daemon.read', { daemon: { ...daemon, live: true } }, false],
  ['op.result', { pending: true }, true],
  ['op.result', { pending: false, failed: { code: 'migration_failed', reason: { kind: 'NotReady' } } }, true],
  ['op.result', { pending: false, failed: { code: 'boom' } }, false],
])('judges the result of %s %j', (op, result, sound) => {
  expect(catalogue.result(op, result) === undefined).toBe(sound)
})

const seed = '00'.repeat(32)

it.each([
  ['node.add_factory', { node: '1', seed, behaviour: { kind: 'counter' } }, true],
  ['node.add_factory', { node: '1', origin: '7', behaviour: { kind: 'fail_on', sequence: '5', times: 2 } }, true],
  ['node.add_factory', { node: '1', origin: '7', behaviour: { kind: 'fail_on' } }, false],
  ['node.add_factory', { node: '1', origin: '7', behaviour: { kind: 'sleep' } }, false],
  ['daemon.fill', { node: '1', origin: '7', length: 67_108_864, seed: 1 }, true],
  ['daemon.fill', { node: '1', origin: '7', length: 67_108_865, seed: 1 }, false],
  ['node.receive', { node: '1', from: 2, bytes: '' }, false],
])('judges the parameters of %s %j', (op, params, sound) => {
  expect(catalogue.params(op, params) === undefined).toBe(sound)
})
