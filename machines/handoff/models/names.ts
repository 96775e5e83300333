import type { JsonObject } from '../../../spec/json.ts'
import { Anything, Fitting, OneOf } from '../../model/pattern.ts'

/** The data directory of every case, the build id that its processes announce, and the listener that they inherit. */
export const dir = 'data'
export const build_id = 'c0de'
export const listener = 'api'

/** What a successor announces. */
export const snapshot: JsonObject = {
  listening_on: ['127.0.0.1:8080', 'é'],
  healthz_ok: true,
  advertised_revision_per_shard: ['42', '18446744073709551615'],
}

/** Why an incumbent's seal fails. */
export const sealError = 'disk full'

/** The process id of what was started. */
export const somePid = new Anything(false, (random) => 1 + Math.floor(random() * 4_000_000))

/** The exit code of a process that failed. */
export const failingCode = new Fitting(
  'not 0',
  (code) => code !== 0,
  { $fits: 'not 0' },
  (random) => 1 + Math.floor(random() * 255),
)

/** The code of bytes that are no frame: which of the two, the profiles see differently. */
export const garbageCode = new OneOf(['frame_size', 'codec'])
