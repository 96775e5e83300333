import type { FixtureSet } from '../../../fixtures/fixture-set.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Protocol } from '../protocol.ts'
import { nearest } from './nearest.ts'

/** One row a protocol. `load` brings in its charts, checks and implementations only when they are needed. */
export interface Row {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<Protocol>
  /** What its golden files are made of. */
  readonly fixtures: () => Promise<FixtureSet>
}

export const protocols: readonly Row[] = [
  {
    id: 'osproxy',
    title: 'Partition migration of a multi-tenant write proxy',
    load: async () => (await import('../../osproxy/protocol.ts')).osproxy,
    fixtures: async () => (await import('../../../fixtures/osproxy/fixture-set.ts')).osproxyFixtures,
  },
  {
    id: 'nodedb',
    title: 'Re-sync and throttle of a delta stream',
    load: async () => (await import('../../nodedb/protocol.ts')).nodedb,
    fixtures: async () => (await import('../../../fixtures/nodedb/fixture-set.ts')).nodedbFixtures,
  },
]

/** The rows to work on: the named one, or all. Throws `CUT-PROTOCOL` with the nearest known name. */
export function rowsFor(id: string | undefined): readonly Row[] {
  if (id === undefined) return protocols
  const row = protocols.find((candidate) => candidate.id === id)
  if (row !== undefined) return [row]
  const names = protocols.map((candidate) => candidate.id)
  throw new CutoverError('CUT-PROTOCOL', `no protocol "${id}"; ${nearest(id, names)} Known: ${names.join(', ')}`)
}

/** Loads a protocol by its id. Throws `CUT-PROTOCOL`. */
export async function loadProtocol(id: string): Promise<Protocol> {
  return (rowsFor(id)[0] as Row).load()
}
