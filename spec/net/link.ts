import { struct } from './form.ts'
import { u64 } from './scalars.ts'

/** A causal link: 32 bytes, any of which are valid (NET-006). */
export const link = struct({ origin_hash: u64, horizon_encoded: u64, sequence: u64, parent_hash: u64 })
