import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'

const catalogue = loadCatalogue('handoff')

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

  it('has a facet for each member of its answer', () => {
    const members = (schema: unknown): string[] => {
      if (typeof schema !== 'object' || schema === null) return []
      const { $ref, properties = {}, oneOf = [] } = schema as { $ref?: string; properties?: object; oneOf?: unknown[] }
      const named = $ref?.startsWith('#/$defs/') ? definitions[$ref.slice('#/$defs/'.length)] : undefined
      return [...Object.keys(properties), ...oneOf.flatMap(members), ...members(named)]
    }
    const definitions = catalogue.document.$defs as Record<string, object>
    const { result } = (catalogue.document.operations as Record<string, { result: object }>)[name] ?? {}
    expect(members(result).filter((member) => catalogue.facets[member] === undefined)).toEqual([])
  })
})

it('has every operation in the smallest profile: profiles differ in what is required, not in what is asked', () => {
  expect(new Set(catalogue.operations.map(({ profile }) => profile))).toEqual(new Set(['core']))
  expect(catalogue.profiles.filter((profile) => !catalogue.contains(profile, 'core'))).toEqual([])
})

it('keeps what only the published decoder does out of profile strict', () => {
  expect(catalogue.contains('strict', 'hardened')).toBe(true)
  expect(catalogue.contains('strict', 'crate')).toBe(false)
})

it('names no capability that neither an operation nor a parameter needs', () => {
  const required = new Set(catalogue.operations.flatMap(({ requires }) => requires))
  const text = JSON.stringify([catalogue.document.operations, catalogue.document.configuration])
  const others = ['system', 'raw_lines', 'settled', ...catalogue.inProcess]
  const named = (name: string) => required.has(name) || others.includes(name) || text.includes(`Capability ${name}`)
  expect(Object.keys(catalogue.capabilities).filter((name) => !named(name))).toEqual([])
})

it('counts as adversarial only operations and capabilities that exist', () => {
  const names = [...Object.keys(catalogue.capabilities), ...catalogue.operations.map(({ name }) => name)]
  expect(catalogue.adversarial.filter((name) => !names.includes(name))).toEqual([])
})

const shared = ['streams', 'codec', 'reader', 'journal', 'lock', 'incumbent', 'successor', 'supervisor']
/** Operations that an adapter of these roles answers that has no optional machinery. */
const basic = (...roles: string[]) =>
  catalogue.operations.filter(({ requires }) => requires.length > 0 && requires.every((name) => roles.includes(name)))

it.each([
  ['codec', ['codec'], 4],
  ['reader', ['reader'], 3],
  ['lock', ['lock'], 2],
  ['journal', ['journal'], 2],
  ['incumbent', ['incumbent'], 4],
  ['successor', ['successor'], 6],
  ['supervisor', ['supervisor'], 4],
])('asks little of a vendor with the role %s: beside the streams, %j alone is %i operations', (_role, roles, count) => {
  expect(shared).toEqual(expect.arrayContaining([...roles]))
  const own = basic('streams', ...roles).filter(({ requires }) => requires.includes(roles[0] ?? ''))
  expect(own).toHaveLength(count)
})

it.each([
  [{}, undefined],
  [{ profile: 'strict', heartbeat_ms: 1000, liveness_ms: 5000 }, undefined],
  [{ overlong_varints: 'refuse', trailing_bytes: 'ignore', header_version: 'check' }, undefined],
  [{ profile: 'lenient' }, '/profile'],
  [{ trailing_bytes: 'accept' }, '/trailing_bytes'],
  [{ heartbeat_ms: 0 }, '/heartbeat_ms'],
  [{ liveness: 1 }, 'liveness'],
])('judges the configuration %j', (configuration, problem) => {
  const found = catalogue.configuration(configuration)
  if (problem === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(problem)
})

const id = '00112233-4455-4677-8899-aabbccddeeff'
const begin = { type: 'Begin', handoff_id: id }

it.each([
  ['codec.decode', { version: 1, message: begin, consumed: 24 }, true],
  ['codec.decode', { version: 1, message: begin, consumed: 5 }, false],
  ['codec.decode', { version: 1, message: { type: 'Begin' }, consumed: 24 }, false],
  ['reader.push', { events: [{ kind: 'error', code: 'frame_size', declared: 0 }] }, true],
  ['reader.push', { events: [{ kind: 'message', version: 1, message: begin }] }, true],
  ['reader.push', { events: [{ kind: 'message', version: 1 }] }, false],
  ['reader.push', { events: [{ kind: 'error', code: 'eof' }] }, false],
  ['stream.receive', { hex: '', closed: true }, true],
  ['stream.receive', { closed: true }, false],
  ['incumbent.hooks', { calls: [{ hook: 'drain', lock_held: true, deadline_in_ms: 5, result: 'ok' }] }, true],
  ['incumbent.hooks', { calls: [{ hook: 'snapshot', lock_held: true }] }, false],
  ['call.result', { state: 'pending' }, true],
  ['call.result', { state: 'done', outcome: { committed: true, handoff_id: id, child_pid: 7 } }, true],
  ['call.result', { state: 'done', outcome: { handoff_id: id } }, false],
  ['call.result', { state: 'failed', error: 'pid_mismatch' }, true],
  ['call.result', { state: 'failed' }, false],
  ['call.result', { state: 'failed', error: 'invalid_params' }, false],
  [
    'supervisor.child',
    {
      spawned: true,
      pid: 7,
      environment: { HANDOFF_ROLE: 'successor', LISTEN_FDS: '1' },
      descriptors: [{ number: 3, kind: 'tcp_listener', listener: 'http', close_on_exec: false }],
    },
    true,
  ],
  ['supervisor.child', { spawned: true, descriptors: [{ number: 2, kind: 'pipe', close_on_exec: false }] }, false],
  ['dir.read_journal', {}, true],
  ['dir.read_journal', { hex: 'f' }, false],
])('judges the result of %s %j', (op, result, sound) => {
  expect(catalogue.result(op, result) === undefined).toBe(sound)
})

it.each([
  ['incumbent.start', { incumbent: 'o', dir: 'd' }, true],
  ['incumbent.start', { incumbent: 'o', dir: 'd', hooks: { seal: [{ fail: 'disk full' }, {}] } }, true],
  ['incumbent.start', { incumbent: 'O', dir: 'd' }, false],
  ['incumbent.start', { incumbent: 'o', dir: 'd', hooks: { snapshot: [] } }, false],
  ['process.crash_at', { process: 'o', point: 'o-inside-seal' }, true],
  ['process.crash_at', { process: 'o', point: 'o-inside-commit' }, false],
  [
    'supervisor.perform',
    { supervisor: 's', call: 'c', deadline_ms: '18446744073709551615', grace_ms: '0', child: 'relay' },
    true,
  ],
  ['supervisor.perform', { supervisor: 's', call: 'c', deadline_ms: 1, grace_ms: '0', child: 'relay' }, false],
])('judges the parameters of %s %j', (op, params, sound) => {
  expect(catalogue.params(op, params) === undefined).toBe(sound)
})
