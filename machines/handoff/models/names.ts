import type { JsonObject } from '../../../spec/json.ts'

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
