import type { Setting } from '../../../machines/model/model.ts'
import { spoken } from '../../../machines/nodedb/models/spoken.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { encodeFrame } from '../../../spec/nodedb/codec.ts'
import { hexOf } from './hex.ts'

/** A message that can be written, in the dialect spoken, as hex. */
export const frameOf = (message: JsonObject, setting: Setting): string =>
  hexOf(encodeFrame(message, spoken(setting)).frame ?? new Uint8Array())
