import { expect, test } from 'vitest'
import { arriving, documentsOf, type Quality } from '../../../../machines/nodedb/charts/deltas.ts'
import type { Pics } from '../../../../spec/adapter.ts'
import type { Json, JsonObject } from '../../../../spec/json.ts'
import type { Monitor } from '../../../kit/judging/monitor.ts'
import { settingOf } from '../../../kit/judging/setting.ts'
import { createReference } from '../../reference/reference.ts'
import { streams } from './streams.ts'

const delta = (id: number, quality: Quality) => ({
  op: 'rx.delta',
  params: { collection: 'a', ...arriving('a', id, quality), mutation_id: `${id}` } as JsonObject,
})
const snapshot = (mark: number) => ({
  op: 'rx.snapshot',
  params: {
    collection: 'a',
    watermark: `${mark}`,
    items: documentsOf('a', 1, mark) as unknown as Json[],
  } as JsonObject,
})

/** What the monitor finds in a run of the reference. */
async function found(calls: readonly { readonly op: string; readonly params: JsonObject }[]): Promise<string[]> {
  const reference = createReference()
  const { ok } = await reference.request('hello', {})
  const [monitor] = streams.monitors as readonly [Monitor]
  const memory = monitor.start({}, settingOf(ok as unknown as Pics))
  const violated: string[] = []
  const report = { exercised: () => undefined, violated: (requirement: string) => violated.push(requirement) }
  await reference.request('reset', {})
  for (const [at, { op, params }] of calls.entries()) {
    const reply = await reference.request(op, params)
    monitor.judge(memory, { step: at + 1, probe: false, op, params, reply }, report)
  }
  monitor.end?.(memory, report)
  return violated
}

test('damaged copies count on over a snapshot that does not move the next id', async () => {
  const down = { op: 'rx.link', params: { up: false } }
  const begun = [down, delta(1, 'good'), delta(2, 'good'), delta(3, 'damagedChecksum'), delta(3, 'damagedChecksum')]
  expect(await found([...begun, snapshot(2), delta(3, 'damagedChecksum'), delta(3, 'good')])).toEqual([])
})
