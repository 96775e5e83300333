import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Call } from '../../spec/adapter.ts'
import { openChecked } from '../kit/adapters/conversation.ts'
import { inProcessSource } from '../kit/adapters/in-process.ts'
import { createReference } from './reference/reference.ts'
import { smoke } from './smoke.ts'
import { variants } from './variants.ts'
import * as say from './witness/calls.ts'

const [a, b] = [say.cluster('a'), say.cluster('b')]
const placed = [say.set('p', a)]
const waiting = [...placed, say.begins('p', b), say.enters('p')]
const hello = say.call('hello')
const outage = say.fault('resolve', 'unavailable', { count: 3 })

/** A conversation in which each variant answers otherwise than the reference. */
const conversations: Readonly<Record<string, readonly Call[]>> = {
  'epochs-per-partition': [say.set('q', a), ...placed],
  'epochs-in-steps-of-seven': placed,
  'epochs-begin-beyond-a-double': placed,
  'set-cancels-a-migration-as-declared': [...placed, say.begin('p', b), say.set('p', b)],
  'same-placement-is-refused-as-declared': [...placed, say.begin('p', a)],
  'queued-writes-are-ungated-as-declared': [...waiting, say.write('w', 'p', { mode: 'async' })],
  'repeated-cutover-restarts-the-wait': [...waiting, say.wait('1'), say.enters('p'), say.completes('p')],
  'failed-cutover-forgets-the-wait': [
    ...waiting,
    say.fault('enter_cutover', 'before_apply'),
    say.enters('p'),
    say.wait('1'),
    say.completes('p'),
  ],
  'lost-requests-are-indefinite': [...placed, say.fault('begin_migration', 'before_apply'), say.begins('p', b)],
  'errors-without-messages': [say.enter('p')],
  'errors-with-more-members': [say.enter('p')],
  'refusals-are-passed-on-word-for-word': [say.enters('p')],
  'answers-come-later': placed,
  'resolves-name-an-endpoint': [...placed, say.resolve('p')],
  'bulk-targets-in-another-order': [...placed, say.set('q', b), say.bulk(['p', 'q']), say.log],
  'bulk-items-one-by-one': [...placed, say.set('q', b), say.bulk(['p', 'q', 'p']), say.log, say.log],
  'multi-reads-resolve-each-item': [...placed, outage, say.multiGet('p', 'p')],
  'deadline-excludes-its-last-instant': [
    ...placed,
    say.hold('w'),
    say.write('w', 'p'),
    say.wait('30000000000'),
    say.result('w'),
  ],
  'writes-are-acknowledged-with-200': [...placed, say.write('w', 'p')],
  'no-capabilities': [hello],
  'store-only': [hello],
  'lanes-run-one-after-another': [
    ...placed,
    say.call('batch.concurrent', {
      lanes: [[say.resolve('p')], [say.resolve('p')]].map((lane) => lane.map(({ op, params }) => ({ op, params }))),
    }),
  ],
}

it('lists every file once, under its own name', () => {
  const files = readdirSync(join(import.meta.dirname, 'variants'))
  expect(variants.map(({ id }) => `${id.replace('osproxy/', '')}.ts`).sort()).toEqual(files.sort())
})

it.each(variants)('$id masters the smoke conversation', async (variant) => {
  const source = inProcessSource(variant.id, () => createReference([variant]))
  const { adapter } = await openChecked(source, { protocol: 'osproxy', kit: '0', adapter_protocol: 1 }, smoke)
  await adapter.close()
})

it.each(variants)('$id differs from the reference', (variant) => {
  const calls = conversations[variant.id.replace('osproxy/', '')] ?? []
  const replies = [createReference(), createReference([variant])].map((implementation) =>
    calls.map(({ op, params }) => JSON.stringify(implementation.request(op, params))),
  )
  expect(calls).not.toEqual([])
  expect(replies[1]).not.toEqual(replies[0])
})
