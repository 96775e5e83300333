import type { Json, JsonObject } from '../../../spec/json.ts'
import { Fitting, type Pattern } from '../../model/pattern.ts'

/** How frames are read and written where they are expected. */
export interface Frames {
  readonly read: (hex: string) => { readonly type: string } | undefined
  readonly encode: (message: JsonObject) => string
}

const request = { type: 'ResyncRequest' }

/**
 * Expects the frames in their order, and lets whoever receives deltas ask for what it misses beside them (NDB-093): how often
 * and for what is its own affair.
 */
export function besideOwnRequests(frames: readonly Fitting[], { read, encode }: Frames): Pattern {
  const answers = (got: Json): readonly Json[] | undefined =>
    Array.isArray(got)
      ? got.filter((frame) => typeof frame !== 'string' || read(frame)?.type !== request.type)
      : undefined
  const own = encode({ ...request, reason: { kind: 'CorruptedState' }, from_mutation_id: '0', collection: '' })
  return new Fitting(
    `[${frames.map(({ text }) => text).join(', ')}], and ResyncRequests of its own`,
    (got) => {
      const rest = answers(got)
      return rest?.length === frames.length && frames.every((frame, at) => frame.fits(rest[at] as Json))
    },
    { $among: frames.map(({ json }) => json), $besides: { $frame: request } },
    (random) => {
      const drawn = frames.map((frame) => frame.sample?.(random) ?? null)
      return random() < 0.2 ? [...drawn, own] : drawn
    },
    (got) => frames.length > 0 && answers(got)?.length === 0,
  )
}
