/** A JSON value. Unsigned 64-bit integers are decimal strings, bytes are lower-case hex (spec/adapter.schema.json). */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [member: string]: Json
}
