import fc from 'fast-check'
import type { Input, Setting } from '../../../../machines/model/model.ts'
import { loadCatalogue } from '../../../../spec/catalogue.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import type { Narrowing } from '../../../../spec/schema-arbitrary.ts'
import { drawnParametersCheck } from '../../../kit/cases/drawn-parameters.ts'
import { a, b, begin, look, set } from '../../calls.ts'
import { served } from '../served.ts'

/** Members, and values of members, that need a capability. */
const needs: Readonly<Record<string, string>> = {
  expect_epoch: 'expect_epoch',
  stop_at: 'pause_points',
  code: 'unknown_codes',
  async: 'async',
  stall: 'stall',
  stall_reply: 'stalled_replies',
}

function narrowing({ capabilities }: Setting): Narrowing {
  const missing = (name: string): boolean => needs[name] !== undefined && !capabilities.has(needs[name])
  return {
    members: new Set(Object.keys(needs).filter(missing)),
    instead: (member, schema) => {
      if (member === 'partition' || member === 'instance') return places[member]
      if (!Array.isArray(schema.enum)) return undefined
      return fc.constantFrom(...(schema.enum as string[]).filter((value) => !missing(value)))
    },
  }
}

/** What the case is about is asked for as often as any other partition; two proxies serve it. */
const places = {
  partition: fc.oneof(fc.constantFrom('p', 'q'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })),
  instance: fc.nat(1),
}

/** What becomes of a change on its way; a query has no such fault. */
const faultsOfChanges = ['after_apply', 'duplicate', 'delay']
const queries = ['state', 'resolve', 'admit_write']

/** An id is used once, an empty name where it is accepted, and a fault where it can happen. */
function allows({ op, params }: Input, { capabilities }: Setting): boolean {
  const faulty = op === 'fault.arm' && faultsOfChanges.includes(String(params.mode))
  if (faulty && queries.includes(String(params.op))) return false
  const items = ((params.items ?? []) as JsonObject[]).map(({ write_id: id }) => id ?? {})
  if (new Set(items).size < items.length) return false
  return capabilities.has('empty_ids') || !JSON.stringify(params).includes('""')
}

export const drawnParameters = drawnParametersCheck({
  id: 'osproxy/drawn-parameters',
  requirements: ['OSP-003', 'OSP-010', 'OSP-120'],
  needs: ['store.set', 'store.state'],
  explain:
    'Calls of every operation drawn over its whole schema, some with texts and lists at which software breaks: spoiled in one place each is refused without effect, as it was drawn it is served.',
  catalogue: () => loadCatalogue('osproxy'),
  without: ['batch.concurrent'],
  narrowing,
  allows,
  before: [set('p', a), begin('p', b), set('q', a)],
  queries: [look('p'), look('q')],
  monitors: [served],
  weight: 0.5,
})
