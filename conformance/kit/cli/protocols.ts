import type { FixtureSet } from '../../../fixtures/fixture-set.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Protocol } from '../protocol.ts'
import { nearest } from './nearest.ts'

/** One row a protocol. `load` brings in its charts, checks and implementations only when they are needed. */
export interface ProtocolRow {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<Protocol>
  /** What its golden files are made of; absent where it has none. */
  readonly fixtures?: () => Promise<FixtureSet>
}

export const protocols: readonly ProtocolRow[] = [
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
  {
    id: 'handoff',
    title: 'Zero-downtime binary handoff',
    load: async () => (await import('../../handoff/protocol.ts')).handoff,
    fixtures: async () => (await import('../../../fixtures/handoff/fixture-set.ts')).handoffFixtures,
  },
]

/** A protocol that can be watched: what a run in real processes looks like, told line by line; the exit code. */
export interface Demo {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<(options: DemoOptions) => Promise<unknown>>
}

export interface DemoOptions {
  /** How often authority moves. */
  readonly handoffs: number
  readonly clients: number
  readonly print: (line: string) => void
}

export const demos: readonly Demo[] = [
  {
    id: 'handoff',
    title: 'A key-value server is handed from process to process while clients write',
    load: async () => (await import('../../handoff/demo/demo.ts')).demo,
  },
]

/** A row with golden files. */
export type GoldenRow = ProtocolRow & Required<Pick<ProtocolRow, 'fixtures'>>

export const hasFixtures = (row: ProtocolRow): row is GoldenRow => row.fixtures !== undefined

/** The rows to work on: the named one, or all. Throws `CUT-PROTOCOL` with the nearest known name. */
export function rowsFor(id: string | undefined): readonly ProtocolRow[] {
  if (id === undefined) return protocols
  const row = protocols.find((candidate) => candidate.id === id)
  if (row !== undefined) return [row]
  const names = protocols.map((candidate) => candidate.id)
  throw new CutoverError('CUT-PROTOCOL', `no protocol "${id}"; ${nearest(id, names)} Known: ${names.join(', ')}`)
}

/** The same of those with golden files. Throws `CUT-PROTOCOL` where the named one has none. */
export function goldenRowsFor(id: string | undefined): readonly GoldenRow[] {
  const rows = rowsFor(id).filter(hasFixtures)
  if (rows.length > 0) return rows
  const names = protocols.filter(hasFixtures).map((row) => row.id)
  throw new CutoverError('CUT-PROTOCOL', `protocol "${id}" has no golden files; expected one of ${names.join(', ')}`)
}

/** Loads a protocol by its id. Throws `CUT-PROTOCOL`. */
export async function loadProtocol(id: string): Promise<Protocol> {
  return (rowsFor(id)[0] as ProtocolRow).load()
}
