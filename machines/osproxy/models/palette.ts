import type { JsonObject } from '../../../spec/json.ts'

/** What a walk draws from: names, placements, times. The first entries are the simplest. */
export interface Palette {
  readonly partitions: readonly string[]
  readonly placements: readonly JsonObject[]
  readonly controllers: number
  readonly instances: number
  /** Drain barrier in nanoseconds; absent for the default of 30 s. */
  readonly barrier?: number
  /** Longest time between gate and application of a write, in nanoseconds; absent for the default of 30 s. */
  readonly deadline?: number
  readonly retry?: { readonly max_attempts: number; readonly base_backoff_ns: string; readonly max_backoff_ns: string }
}

export const placements: readonly JsonObject[] = [
  { kind: 'dedicated_cluster', cluster: 'a' },
  { kind: 'dedicated_index', cluster: 'b', index: 'i' },
  { kind: 'dedicated_index', cluster: 'a', index: 'i' },
  {
    kind: 'shared_index',
    cluster: 'c',
    index: 'shared',
    inject: [
      { name: '_tenant', value: { kind: 'partition_id' } },
      { name: '_src', value: { kind: 'constant', json: { b: [1, null, 'x'], a: 2 } } },
      { name: '_who', value: { kind: 'from_principal', attr: 'team' } },
      { name: '_where', value: { kind: 'from_header', header: 'x-region' } },
    ],
  },
]

export const defaultPalette: Palette = { partitions: ['p0', 'p1', 'p2'], placements, controllers: 2, instances: 2 }
