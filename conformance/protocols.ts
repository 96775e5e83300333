import { CutoverError } from '../spec/error.ts'
import { nearest } from './cli/nearest.ts'
import type { Protocol } from './protocol.ts'

/** One row a protocol. `load` brings in its charts, checks and implementations only when they are needed. */
export interface Row {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<Protocol>
}

export const protocols: readonly Row[] = [
  { id: 'osproxy', title: 'Partition migration of a multi-tenant write proxy', load: async () => (await import('./osproxy/protocol.ts')).osproxy },
]

/** Loads a protocol by its id. Throws `CUT-PROTOCOL` with the nearest known name. */
export async function loadProtocol(id: string): Promise<Protocol> {
  const row = protocols.find((candidate) => candidate.id === id)
  if (row !== undefined) return row.load()
  const names = protocols.map((candidate) => candidate.id)
  throw new CutoverError('CUT-PROTOCOL', `no protocol "${id}"; ${nearest(id, names)}. Known: ${names.join(', ')}`)
}
