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

/** A state by how it was reached. */
interface Reached {
  readonly from: number
  readonly input: Input
}

/** The one state that is worked out. */
interface Live {
  /** Its number. */
  at: number
  readonly reassembler: Reassembler
  now: number
  /** What the last step was about, which a count of what waits then shows. */
  shows: readonly string[]
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
 * world holds; a state that is gone back to is worked out again.
 */
class ReassemblyModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #bounds: Partial<Bounds>
  readonly #reached: Reached[] = [{ from: 0, input: reasm.pending() }]
  readonly #at = this.world.ghosts('reassembly', { state: natural })
  #live: Live

  constructor({ capabilities, parameters }: Setting) {
    const { pending_max, age_ms, conflicting_chunk } = parameters
    this.#bounds = {
      pending: typeof pending_max === 'number' ? pending_max : Number.POSITIVE_INFINITY,
      remembered: Number.POSITIVE_INFINITY,
      conflicting: conflicting_chunk === 'refuse' ? 'refuse' : 'replace',
      ...(typeof age_ms === 'number' ? { age_ms } : {}),
    }
    this.#live = this.#start()
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

  perform(input: Input): Expectation {
    const live = this.#reach(this.#at.state)
    const { expect, shows } = step(live, input)
    this.world.attribute(everywhere(shows))
    if (input.op !== 'reasm.pending') live.at = this.#at.state = this.#reached.push({ from: live.at, input }) - 1
    return expect
  }

  #start(): Live {
    return { at: 0, reassembler: new Reassembler(this.#bounds), now: 0, shows: [] }
  }

  #reach(state: number): Live {
    if (this.#live.at === state) return this.#live
    const inputs: Input[] = []
    for (let at = state; at > 0; ) {
      const { from, input } = this.#reached[at] as Reached
      inputs.push(input)
      at = from
    }
    this.#live = this.#start()
    for (const input of inputs.reverse()) step(this.#live, input)
    this.#live.at = state
    return this.#live
  }
}

/** What a step is to be answered, and which requirements that shows. */
interface Told {
  readonly expect: Expectation
  readonly shows: readonly string[]
}

function step(live: Live, { op, params }: Input): Told {
  const { reassembler } = live
  switch (op) {
    case 'reasm.feed': {
      const { origin, sequence, index, total, bytes } = params as unknown as Params<'reasm.feed'>
      return feed(live, { origin, sequence, index, total, bytes: Buffer.from(bytes, 'hex') })
    }
    case 'reasm.feed_run':
      return feedRun(live, params as unknown as Params<'reasm.feed_run'>)
    case 'reasm.cancel':
      reassembler.cancel(String(params.origin))
      return told(live, {}, 'NET-031')
    case 'reasm.sweep':
      return told(live, { dropped: reassembler.sweep(live.now, Number(params.age_ms)) }, 'NET-030')
    case 'reasm.advance':
      live.now += Number(params.ms)
      return told(live, {}, 'NET-030')
    default:
      return { expect: { ok: { pending: reassembler.pending } }, shows: live.shows }
  }
}

function feed(live: Live, chunk: Chunk): Told {
  const held = live.reassembler.holding(chunk.origin)
  const repeated = held?.sequence === chunk.sequence && held.has(chunk.index)
  const replaced = held !== undefined && held.sequence !== chunk.sequence
  const fed = live.reassembler.feed(chunk, live.now)
  if (fed.refused !== undefined) {
    live.shows = ['NET-032']
    return { expect: { error: { code: fed.refused.code } }, shows: [refusals[fed.refused.code]] }
  }
  const ok = fed.snapshot === undefined ? {} : { done: digest(fed.snapshot) }
  return told(live, ok, repeated ? 'NET-024' : 'NET-023', ...(replaced ? ['NET-028'] : []))
}

function feedRun(live: Live, run: Params<'reasm.feed_run'>): Told {
  const { origin, sequence, first, count, total, length, seed } = run
  for (let at = 0; at < count; at++) {
    const index = (first + at) >>> 0
    const chunk = { origin, sequence, index, total, bytes: filled(length, seed + index) }
    const { refused, snapshot } = live.reassembler.feed(chunk, live.now)
    if (refused !== undefined) return told(live, { fed: at, refused: refused.code }, refusals[refused.code])
    if (snapshot !== undefined && at === count - 1) return told(live, { fed: count, done: digest(snapshot) }, 'NET-023')
  }
  return told(live, { fed: count }, 'NET-023')
}

function told(live: Live, ok: JsonObject, ...shows: readonly string[]): Told {
  live.shows = shows
  return { expect: { ok }, shows }
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
