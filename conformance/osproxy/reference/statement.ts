import type { Pics } from '../../../spec/adapter.ts'
import type { Statement } from '../../../spec/resettable.ts'
import type { Parts } from './parts.ts'

/** What this implementation says of itself. */
export interface OwnStatement extends Statement {
  capabilities(): string[]
}

/** Everything in the catalogue but raw_lines: there are no lines in process. */
const capabilities = [
  'state_query',
  'expect_epoch',
  'initial_generation',
  'durable_store',
  'empty_ids',
  'messages',
  'store_calls',
  'clock_rewind',
  'faults',
  'unknown_codes',
  'stall',
  'stalled_replies',
  'pause_points',
  'bulk',
  'multi_get',
  'async',
  'explain',
  'id_rule',
  'concurrent',
]

export function createStatement(parts: Parts): OwnStatement {
  return {
    capabilities: () => (parts.epochs.storeWide() ? ['generation', ...capabilities] : [...capabilities]),
    pics: () => {
      const pics = {
        implementation: 'cutover reference',
        version: '1.0.0',
        language: 'TypeScript',
        protocol: 'osproxy',
        profile: 'fleet',
        roles: ['STORE', 'CTL', 'PX'],
        capabilities: parts.statement.capabilities(),
        clock: 'virtual',
        deterministic: true,
        parameters: {
          set_during_migration: parts.choices.setDuringMigration(),
          same_placement: parts.choices.samePlacement(),
          async_gate: parts.choices.asyncGate(),
          cursor_affinity: true,
        },
      } satisfies Pics
      return pics
    },
  }
}
