import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Call, Implementation, Reply } from '../../spec/adapter.ts'
import type { JsonObject } from '../../spec/json.ts'
import { loadRegister } from '../../spec/register.ts'
import { root } from '../../spec/root.ts'
import { openChecked } from '../kit/adapters/conversation.ts'
import { inProcessSource } from '../kit/adapters/in-process.ts'
import { mutants } from './mutants.ts'
import { createReference } from './reference/reference.ts'
import { smoke } from './smoke.ts'
import { conversations } from './witness/conversations.ts'
import { interleavings, type Row, rounds } from './witness/interleavings.ts'

const register = loadRegister(join(root, 'spec', 'osproxy', 'requirements.yaml'))
const nameOf = ({ id }: { readonly id: string }): string => id.replace('osproxy/', '')
const byName = new Map(mutants.map((mutant) => [nameOf(mutant), mutant]))

it('lists every file once, under its own name', () => {
  const files = readdirSync(join(import.meta.dirname, 'mutants')).filter((file) => file.endsWith('.ts'))
  expect(mutants.map((mutant) => `${nameOf(mutant)}.ts`).sort()).toEqual(files.sort())
})

it('violates every requirement that an implementation can violate, and no other', () => {
  const violated = new Set(mutants.map(({ violates }) => violates))
  const due = register.requirements.filter(({ excluded }) => excluded === undefined).map(({ id }) => id)
  expect([...violated].sort()).toEqual(due.sort())
})

it('has for each mutant a conversation, an interleaving or a stall that shows it', () => {
  const shown = [...Object.keys(conversations), ...Object.keys(interleavings), 'slow-transition-delays-the-others']
  expect(shown.sort()).toEqual([...byName.keys()].sort())
})

it.each(mutants)('$id masters the smoke conversation', async (mutant) => {
  const source = inProcessSource(mutant.id, () => createReference([mutant]))
  const { adapter } = await openChecked(source, { protocol: 'osproxy', kit: '0', adapter_protocol: 1 }, smoke)
  await adapter.close()
})

/** Every reply as text; a crash is one as well. */
function replies(implementation: Implementation, calls: readonly Call[]): string[] {
  implementation.request('reset', {})
  return calls.map(({ op, params }) => {
    try {
      return JSON.stringify(implementation.request(op, params))
    } catch (error) {
      return `crash: ${String(error)}`
    }
  })
}

describe('differs from the reference in the last reply of its conversation only', () => {
  it.each(Object.entries(conversations))('%s', (name, calls) => {
    const mutant = byName.get(name)
    const expected = replies(createReference(), calls)
    const got = replies(createReference(mutant === undefined ? [] : [mutant]), calls)
    expect(got.slice(0, -1)).toEqual(expected.slice(0, -1))
    expect(got.at(-1)).not.toEqual(expected.at(-1))
  })
})

describe('shows a wrong history that the reference does not have', () => {
  function history(implementation: Implementation, name: string): boolean {
    const { before, lanes, wrong } = interleavings[name] ?? { before: [], lanes: [], wrong: () => false }
    replies(implementation, before)
    const repeat = name === 'set-draws-its-epoch-before-the-lock' ? rounds : 1
    const { ok } = implementation.request('batch.concurrent', {
      lanes: lanes as unknown as JsonObject[],
      repeat,
    }) as Reply
    const { rounds: done, results } = ok as unknown as { rounds: number; results: Row[][] }
    return wrong(results, done)
  }

  it.each(Object.keys(interleavings))('%s', (name) => {
    const mutant = byName.get(name)
    expect(history(createReference(), name)).toBe(false)
    expect(history(createReference(mutant === undefined ? [] : [mutant]), name)).toBe(true)
  })
})

it('slow-transition-delays-the-others makes a read of another partition wait', () => {
  const mutant = byName.get('slow-transition-delays-the-others')
  const waits = [createReference(), createReference(mutant === undefined ? [] : [mutant])].map((implementation) => {
    for (const partition of ['p', 'q'])
      implementation.request('store.set', { partition, placement: { kind: 'dedicated_cluster', cluster: 'a' } })
    implementation.request('fault.arm', { op: 'begin_migration', mode: 'stall' })
    implementation.request('ctl.begin_migration', { partition: 'p', to: { kind: 'dedicated_cluster', cluster: 'b' } })
    return implementation.request('proxy.read', { instance: 0, partition: 'q' }) instanceof Promise
  })
  expect(waits).toEqual([false, true])
})
