import type { JsonObject } from '../../../spec/json.ts'

/** The configuration of a case, as given to reset, with defaults. Durations are nanoseconds. */
export interface Settings {
  /** Drain barrier with which controllers start (OSP-068). */
  barrier(): bigint
  /** Longest time between passing the gate and the last instant at which a write may be applied. */
  deadline(): bigint
  /** Store reads of one request; 0 counts as 1 (OSP-097). */
  attempts(): number
  baseBackoff(): bigint
  maxBackoff(): bigint
  instances(): number
  /** The first change gets the successor of this number. */
  initialGeneration(): bigint
  idRule(): 'partition' | 'constant' | 'none'
}

type Configuration = {
  readonly barrier_ns?: string
  readonly retry?: { readonly max_attempts: number; readonly base_backoff_ns: string; readonly max_backoff_ns: string }
  readonly upstream_deadline_ns?: string
  readonly instances?: number
  readonly initial_generation?: string
  readonly id_rule?: 'partition' | 'constant' | 'none'
}

/** `given` has the shape of reset's parameters. */
export function createSettings(given: JsonObject): Settings {
  const { retry, ...rest } = given as Configuration
  const barrier = BigInt(rest.barrier_ns ?? '30000000000')
  const deadline = BigInt(rest.upstream_deadline_ns ?? '30000000000')
  const attempts = retry?.max_attempts ?? 3
  const baseBackoff = BigInt(retry?.base_backoff_ns ?? '50000000')
  const maxBackoff = BigInt(retry?.max_backoff_ns ?? '1000000000')
  const initialGeneration = BigInt(rest.initial_generation ?? '0')
  return {
    barrier: () => barrier,
    deadline: () => deadline,
    attempts: () => attempts,
    baseBackoff: () => baseBackoff,
    maxBackoff: () => maxBackoff,
    instances: () => rest.instances ?? 2,
    initialGeneration: () => initialGeneration,
    idRule: () => rest.id_rule ?? 'partition',
  }
}
