import { expect, test } from 'vitest'
import type { Setting } from '../../../machines/model/model.ts'
import type { Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { rawLineCheck } from './raw-lines.ts'

const setting: Setting = { profile: 'x', capabilities: new Set(['raw_lines']), parameters: {}, shimDefined: new Set() }
const call = (op: string, params: JsonObject) => ({ op, params })
const check = rawLineCheck({
  id: 'x/raw-lines',
  requirements: { refused: 'X-001', served: 'X-002' },
  before: [call('put', { key: 'k' })],
  query: call('get', { key: 'k' }),
  other: 'put',
})

/** What the check's monitor says of a case whose line and whose last query get these answers. */
function told(line: Reply, last: Reply): { readonly exercised: string[]; readonly violated: string[] } {
  const exercised: string[] = []
  const violated: string[] = []
  const report = {
    exercised: (requirement: string) => exercised.push(requirement),
    violated: (requirement: string, facet: string) => violated.push(`${requirement} ${facet}`),
  }
  const [one] = check.cases?.(setting) ?? []
  const replies: readonly Reply[] = [{ ok: {} }, { ok: { found: true } }, line, last]
  for (const monitor of check.monitors ?? []) {
    const memory = monitor.start({}, setting)
    for (const [at, { op, params }] of (one?.inputs ?? []).entries()) {
      const reply = replies[at] as Reply
      monitor.judge(memory, { step: at + 1, probe: false, op, params, reply }, report)
    }
  }
  return { exercised, violated }
}

const found: Reply = { ok: { found: true } }

test('a line refused with its code and without effect exercises both requirements', () => {
  expect(told({ error: { code: 'malformed' } }, found)).toEqual({ exercised: ['X-001', 'X-002'], violated: [] })
})

test('a line that is served, refused with another code, or has an effect is not refused as a whole', () => {
  expect(told({ ok: {} }, found).violated).toEqual(['X-001 reply'])
  expect(told({ error: { code: 'too_large' } }, found).violated).toEqual(['X-001 reply'])
  expect(told({ error: { code: 'malformed' } }, { ok: { found: false } }).violated).toEqual(['X-001 state'])
})

test('every line differs from a request in one thing', () => {
  const lines = (check.cases?.(setting) ?? []).map(({ name, inputs }) => [
    name,
    Buffer.from(String(inputs[2]?.params.hex), 'hex').toString('latin1'),
  ])
  const texts = new Map(lines as [string, string][])
  expect(texts.get('lone-surrogate')).toBe('{"id":1,"op":"get","params":{"key":"k\\ud800"}}\n')
  expect(texts.get('duplicate-member')).toBe('{"id":1,"op":"get","op":"put","params":{}}\n')
  expect(texts.get('duplicate-member-inside')).toBe('{"id":1,"op":"get","params":{"key":"k","key":"q"}}\n')
  expect(texts.get('too-large')?.length).toBeGreaterThan(16 * 2 ** 20)
})
