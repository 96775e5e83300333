import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { specHash } from '../../../machines/chart/spec-hash.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { encodeToken, type Recording } from '../outcome/token.ts'
import { loadProtocol } from './protocols.ts'
import { replayCommand } from './replay-command.ts'

vi.mock('./terminal.ts', () => ({ out: { line: () => undefined, lines: () => undefined } }))

const protocol = await loadProtocol('osproxy')
const placement = { kind: 'dedicated_cluster', cluster: 'a' }
const good: Recording = {
  format: 1,
  protocol: 'osproxy',
  kit: '1.0.0',
  spec: specHash(protocol).slice(0, 16),
  transitions: {},
  check: 'osproxy/store-walk',
  ran: 'osproxy/store-walk',
  requirement: 'OSP-016',
  facet: 'value',
  profile: 'store',
  capabilities: [],
  parameters: {},
  subject: {
    configuration: {},
    inputs: [
      { op: 'store.set', params: { partition: 'p', placement } },
      { op: 'store.resolve', params: { partition: 'p' } },
    ],
  },
}

const replay = (value: unknown): Promise<number> =>
  replayCommand(encodeToken({ protocol: 'osproxy', ...(value as object) } as Recording), { times: 1 })
const nested = (levels: number): Json => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)

test('the recording that the others are made from is replayed', async () => {
  expect(await replay(good)).toBe(0)
})

test.each<[string, object]>([
  ['no case', { subject: null }],
  ['an input that is none', { subject: { configuration: {}, inputs: [null] } }],
  ['no transitions', { transitions: undefined }],
  ['a profile that is a member of every object', { profile: '__proto__' }],
  ['a profile that is not', { profile: 'everything' }],
  ['an empty specification', { spec: '' }],
  ['the beginning of the specification', { spec: good.spec.slice(0, 4) }],
  ['an unknown call', { subject: { configuration: {}, inputs: [{ op: 'store.dance', params: {} }] } }],
  ['an unknown facet', { facet: 'colour' }],
  ['an unknown requirement', { requirement: 'OSP-999' }],
  ['a history of no answers', { history: [{}] }],
])('a token with %s is refused', async (_, change) => {
  await expect(replay({ ...good, ...change })).rejects.toMatchObject({ code: 'CUT-TOKEN', exitCode: 64 })
})

test('a token that nests 5 000 levels deep is refused', async () => {
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
  const text = JSON.stringify(good).replace('"parameters":{}', `"parameters":{"a":${deep}}`)
  const token = `osproxy1.${deflateRawSync(text).toString('base64url')}`
  await expect(replayCommand(token, { times: 1 })).rejects.toMatchObject({ code: 'CUT-TOKEN', exitCode: 64 })
})

test('a token of a check or a specification that is not there is refused as before', async () => {
  await expect(replay({ ...good, check: 'osproxy/no' })).rejects.toMatchObject({ code: 'CUT-TOKEN-CHECK' })
  await expect(replay({ ...good, spec: '0123456789abcdef' })).rejects.toMatchObject({ code: 'CUT-TOKEN-SPEC' })
  await expect(replayCommand('@/dev/zero', { times: 1 })).rejects.toMatchObject({ code: 'CUT-TOKEN-FILE' })
})

/** Every place of a value, as a path. */
const places = (value: Json): readonly (readonly string[])[] =>
  typeof value !== 'object' || value === null
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([name, inner]) => places(inner).map((path) => [name, ...path]))]

function replaced(value: Json, [name, ...rest]: readonly string[], junk: Json | undefined): Json | undefined {
  if (name === undefined) return junk
  const copy = structuredClone(value) as JsonObject
  const inner = replaced((value as JsonObject)[name] ?? null, rest, junk)
  if (inner === undefined) delete copy[name]
  else copy[name] = inner
  return copy
}

test('whatever stands at whatever place of a token, it is replayed or refused, and the kit does not fail', async () => {
  const value = good as unknown as Json
  const junk = fc.constantFrom<Json | undefined>(
    ...[undefined, null, true, -1, 1.5, '', '__proto__', 'toString', '$e1', '$e99', '$x', '!line', [], {}, [null]],
    ...[{ op: 'x' }, nested(300), '\u001b[2J', 'x'.repeat(10_000)],
  )
  const seen = { replayed: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places(value).slice(1)), junk, async (place, instead) => {
      try {
        expect([0, 1, 3]).toContain(await replay(replaced(value, place, instead)))
        seen.replayed++
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^CUT-(TOKEN|PROTOCOL)/), exitCode: 64 })
        seen.refused++
      }
    }),
    { numRuns: 400, seed: 1 },
  )
  expect(seen.replayed).toBeGreaterThan(20)
  expect(seen.refused).toBeGreaterThan(100)
})
