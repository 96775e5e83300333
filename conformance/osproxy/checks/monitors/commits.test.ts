import { expect, test } from 'vitest'
import type { Reply } from '../../../../spec/adapter.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import type { Report } from '../../../kit/judging/monitor.ts'
import { commits } from './commits.ts'

const setting = { profile: 'fleet', capabilities: new Set<string>(), parameters: {}, shimDefined: new Set<string>() }
const target = { cluster: 'a', index: 'i' }
const row = (seq: number, write_id: string): JsonObject => ({
  ...{ seq, write_id, at_ns: '0', partition: 'p0', epoch: '1' },
  ...target,
})
const written = (write_id: string): [string, JsonObject, Reply] => [
  'proxy.write',
  { instance: 0, write_id, partition: 'p0', doc_id: 'd', action: 'index' },
  { ok: { done: { http_status: 201, target, epoch: '1', attempts: 1, waits_ns: [] } } },
]
const log = (since: number, ...rows: JsonObject[]): [string, JsonObject, Reply] => [
  'upstream.log',
  { since },
  { ok: { commits: rows } },
]

/** Requirements that the monitor finds broken, and those that it judged. */
function watch(exchanges: readonly [string, JsonObject, Reply][]): { broken: string[]; judged: Set<string> } {
  const [monitor] = commits.monitors ?? []
  const memory = monitor?.start({}, setting)
  const broken: string[] = []
  const judged = new Set<string>()
  const report: Report = {
    exercised: (requirement) => judged.add(requirement),
    violated: (requirement) => broken.push(requirement),
  }
  for (const [at, [op, params, reply]] of exchanges.entries())
    monitor?.judge(memory, { step: at + 1, probe: false, op, params, reply }, report)
  return { broken, judged }
}

test('a write that is answered 201 and not in the log is lost', () => {
  expect(watch([written('w1'), log(0)]).broken).toEqual(['OSP-121'])
  expect(watch([written('w1'), log(0, row(1, 'w1'))])).toMatchObject({ broken: [] })
  expect(watch([written('w1'), log(0, row(1, 'w1')), written('w2'), log(1)]).broken).toEqual(['OSP-121'])
})

test('who asks only for later commits does not hear of those between, so no write is called lost', () => {
  const skipping = [written('w1'), log(0, row(1, 'w1')), written('w2'), log(2)]
  expect(watch(skipping).broken).toEqual([])
  expect(watch([...skipping, log(1)]).broken).toEqual(['OSP-121'])
  const filled = watch([...skipping, written('w3'), log(2, row(3, 'w3')), log(1, row(2, 'w2'), row(3, 'w3'))])
  expect(filled.broken).toEqual([])
  expect(filled.judged).toContain('OSP-121')
})
