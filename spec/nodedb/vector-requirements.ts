import type { Json, JsonObject } from '../json.ts'

/** What a frame shows of which nothing but its own layout can be wrong. */
const byType: Readonly<Record<string, readonly string[]>> = {
  Throttle: ['NDB-001', 'NDB-003', 'NDB-008', 'NDB-016', 'NDB-021', 'NDB-022', 'NDB-032'],
  SequenceGap: ['NDB-002', 'NDB-008', 'NDB-015', 'NDB-017', 'NDB-018', 'NDB-026', 'NDB-032'],
  ChecksumMismatch: ['NDB-017', 'NDB-019'],
  CorruptedState: ['NDB-020'],
  DeltaPush: ['NDB-038'],
  DeltaAck: ['NDB-038'],
  DeltaReject: ['NDB-038'],
}

/** Variants without members: their form is the dialect's. */
const units = ['PermissionDenied', 'IntegrityViolation']

/** What writing or reading a message shows, by its type, its reason or its hint. */
export function requirementsOfMessage(message: JsonObject): readonly string[] {
  const kind = (member: Json | undefined): string => (isObject(member) ? String(member.kind) : '')
  if (units.includes(kind(message.compensation))) return ['NDB-020']
  return byType[message.type === 'ResyncRequest' ? kind(message.reason) : String(message.type)] ?? []
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
