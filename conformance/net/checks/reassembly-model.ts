import { createHash } from 'node:crypto'
import { type Attribution, facets, natural } from '../../../machines/chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting, Subject } from '../../../machines/model/model.ts'
import type { Expectation } from '../../../machines/model/pattern.ts'
import { World } from '../../../machines/model/world.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Operations } from '../../../spec/net/adapter.types.ts'
import { filled } from '../../../spec/net/fill.ts'
import { MAX_CHUNK_BYTES, MAX_PENDING_AGE_MS } from '../../../spec/net/limits.ts'
import { type Bounds, type Chunk, type ChunkRefusal, Reassembler } from '../../../spec/net/reassembly.ts'
import { reasm } from '../calls.ts'

interface State {
  readonly reassembler: Reassembler
  readonly now: number
  /** What the last step was about, which a count of what waits then shows. */
  readonly shows: readonly string[]
}

type Params<Name extends keyof Operations> = Operations[Name]['params']

const refusals: Readonly<Record<ChunkRefusal['code'], string>> = {
  zero_total: 'NET-025',
  total_too_large: 'NET-025',
  index_out_of_range: 'NET-025',
  empty_chunk: 'NET-025',
  chunk_too_large: 'NET-025',
  total_mismatch: 'NET-026',
  stale_sequence: 'NET-027',
  conflicting_chunk: 'NET-024',
  too_many_bytes: 'NET-029',
}

const most64 = `${2n ** 64n - 1n}`
const palette = {
  origins: ['7', '8', most64],
  sequences: ['5', '6', '4', most64],
  places: [
    [0, 3],
    [1, 3],
    [2, 3],
    [0, 1],
    [0, 2],
    [1, 2],
    [3, 3],
    [0, 0],
    [0, 700_000],
    [0, 700_001],
  ],
  bytes: ['01', '0203', '', '04'.repeat(MAX_CHUNK_BYTES), '05'.repeat(MAX_CHUNK_BYTES + 1)],
  times: [1, MAX_PENDING_AGE_MS - 1, MAX_PENDING_AGE_MS],
} as const

/**
 * The reassembler of the specification as a test model. Its states are numbered as they are met, and the number is all that the
 * world holds, so that a walk may go back to any of them.
 */
class ReassemblyModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #states: State[]
  readonly #at = this.world.ghosts('reassembly', { state: natural })

  constructor({ capabilities, parameters }: Setting) {
    const { pending_max, age_ms, conflicting_chunk } = parameters
    const bounds: Partial<Bounds> = {
      pending: typeof pending_max === 'number' ? pending_max : Number.POSITIVE_INFINITY,
      remembered: Number.POSITIVE_INFINITY,
      conflicting: conflicting_chunk === 'refuse' ? 'refuse' : 'replace',
      ...(typeof age_ms === 'number' ? { age_ms } : {}),
    }
    this.#states = [{ reassembler: new Reassembler(bounds), now: 0, shows: [] }]
    this.configuration = {}
    const controlled = capabilities.has('reassembly_control')
    const timed = capabilities.has('clock')
    this.moves = [
      {
        name: 'feed',
        weight: () => 12,
        variants: () =>
          palette.origins.flatMap((origin) =>
            palette.sequences.flatMap((sequence) =>
              palette.places.flatMap(([index, total]) =>
                palette.bytes.map((bytes) => reasm.feed(origin, sequence, index, total, bytes)),
              ),
            ),
          ),
      },
      {
        name: 'cancel',
        weight: () => (controlled ? 1 : 0),
        variants: () => palette.origins.map((origin) => reasm.cancel(origin)),
      },
      {
        name: 'sweep',
        weight: () => (controlled ? 1 : 0),
        variants: () => [0, ...palette.times].map((age) => reasm.sweep(age)),
      },
      {
        name: 'advance',
        weight: () => (timed ? 2 : 0),
        variants: () => palette.times.map((ms) => reasm.advance(ms)),
      },
    ]
    this.probes = () => (capabilities.has('pending') ? [reasm.pending()] : [])
  }

  readonly probes: () => readonly Input[]

  accepts({ op }: Input): boolean {
    return op.startsWith('reasm.')
  }

  perform({ op, params }: Input): Expectation {
    const before = this.#states[this.#at.state] as State
    const reassembler = before.reassembler.copy()
    const { now } = before
    switch (op) {
      case 'reasm.feed': {
        const { origin, sequence, index, total, bytes } = params as unknown as Params<'reasm.feed'>
        const chunk = { origin, sequence, index, total, bytes: Buffer.from(bytes, 'hex') }
        const { expect, shows } = this.#feed(before, reassembler, chunk)
        this.#enter({ reassembler, now, shows })
        return expect
      }
      case 'reasm.feed_run':
        return this.#feedRun(before, reassembler, params as unknown as Params<'reasm.feed_run'>)
      case 'reasm.cancel':
        reassembler.cancel(String(params.origin))
        this.#enter({ reassembler, now, shows: ['NET-031'] })
        return { ok: {} }
      case 'reasm.sweep':
        return this.#told({ dropped: reassembler.sweep(now, Number(params.age_ms)) }, reassembler, now, 'NET-030')
      case 'reasm.advance':
        this.#enter({ reassembler, now: now + Number(params.ms), shows: ['NET-030'] })
        return { ok: {} }
      default:
        this.world.attribute(everywhere(before.shows))
        return { ok: { pending: reassembler.pending } }
    }
  }

  /** What one chunk leads to, and which requirements that shows. */
  #feed(
    before: State,
    reassembler: Reassembler,
    chunk: Chunk,
  ): { readonly expect: Expectation; readonly shows: string[] } {
    const held = before.reassembler.holding(chunk.origin)
    const fed = reassembler.feed(chunk, before.now)
    if (fed.refused !== undefined) {
      this.world.attribute(everywhere([refusals[fed.refused.code]]))
      return { expect: { error: { code: fed.refused.code } }, shows: ['NET-032'] }
    }
    const shows = [
      held?.sequence === chunk.sequence && held.indices.has(chunk.index) ? 'NET-024' : 'NET-023',
      ...(held !== undefined && held.sequence !== chunk.sequence ? ['NET-028'] : []),
    ]
    this.world.attribute(everywhere(shows))
    return { expect: { ok: fed.snapshot === undefined ? {} : { done: digest(fed.snapshot) } }, shows }
  }

  #feedRun(before: State, reassembler: Reassembler, run: Params<'reasm.feed_run'>): Expectation {
    const { origin, sequence, first, count, total, length, seed } = run
    let ok: JsonObject = { fed: count }
    let requirement = 'NET-023'
    for (let at = 0; at < count; at++) {
      const index = (first + at) >>> 0
      const bytes = filled(length, seed + index)
      const fed = reassembler.feed({ origin, sequence, index, total, bytes }, before.now)
      if (fed.refused !== undefined) {
        ok = { fed: at, refused: fed.refused.code }
        requirement = refusals[fed.refused.code]
        break
      }
      if (fed.snapshot !== undefined && at === count - 1) ok = { fed: count, done: digest(fed.snapshot) }
    }
    return this.#told(ok, reassembler, before.now, requirement)
  }

  #told(ok: JsonObject, reassembler: Reassembler, now: number, requirement: string): Expectation {
    this.world.attribute(everywhere([requirement]))
    this.#enter({ reassembler, now, shows: [requirement] })
    return { ok }
  }

  #enter(state: State): void {
    this.#at.state = this.#states.push(state) - 1
  }
}

/** The model, for a walk or for cases that are written. */
export const reassemblySource = (id: string): ModelSource => ({
  id,
  build: (setting: Setting, _subject?: Subject) => new ReassemblyModel(setting),
})

function digest(bytes: Uint8Array): JsonObject {
  return { length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function everywhere(requirements: readonly string[]): Attribution {
  return Object.fromEntries(facets.map((facet) => [facet, requirements]))
}
