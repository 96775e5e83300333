import type { CrashPoint, Script } from '../../../../spec/handoff/adapter.types.ts'
import type { JsonObject } from '../../../../spec/json.ts'

/** Variables by which a process finds its driver; they are no part of the protocol. */
export const DRIVER = 'CUTOVER_DRIVER'
export const NAME = 'CUTOVER_NAME'
export const SUPERVISOR = 'CUTOVER_SUPERVISOR'
export const PORTS = 'CUTOVER_PORTS'

/** What a process learns from its driver before it begins. */
export interface Order {
  readonly configuration: JsonObject
  /** Folder of the data directories. */
  readonly root: string
  readonly crashPoints: readonly CrashPoint[]
  /** Of a supervisor: names of its listeners, and their descriptors. */
  readonly listeners: Readonly<Record<string, number>>
  /** What a successor does by itself. */
  readonly script?: { readonly directory: string; readonly steps: Script }
}

/** The variables of the protocol and of the user, without those of the driver. */
export function withoutDriver(environment: NodeJS.ProcessEnv): Record<string, string> {
  const own = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('CUTOVER_'),
  )
  return Object.fromEntries(own)
}
