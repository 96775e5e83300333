import type { JsonObject } from '../../../spec/json.ts'

/** Whether a map of the message has several entries: their order on the wire is free. */
export function severalEntries(message: JsonObject): boolean {
  return ['vector_clock', 'server_clock', 'clocks', 'watermarks'].some((name) => {
    const map = message[name]
    if (map === undefined || typeof map !== 'object' || map === null) return false
    return (
      Object.keys(map).length > 1 ||
      Object.values(map).some((inner) => typeof inner === 'object' && inner !== null && Object.keys(inner).length > 1)
    )
  })
}
