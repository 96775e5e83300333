import type { Json, JsonObject } from '../json.ts'

/** Which requirements a vector of spec/nodedb/vectors.json shows, by its name. */
const byName: readonly (readonly [RegExp, readonly string[]])[] = [
  [/nothing|bytes of a header|9 bytes/, ['NDB-004']],
  [/type [0-9a-f]{2}|unknown type/, ['NDB-005']],
  [/declared length one too long|declared length 2|big-endian|truncated$/, ['NDB-006']],
  [/declared length one short/, ['NDB-007', 'NDB-030']],
  [/after the declared body|two frames|behind the frame|another frame/, ['NDB-007']],
  [/empty body/, ['NDB-009']],
  [/resync body under|throttle body under/, ['NDB-012']],
  [/elements|element missing|fields|one field/, ['NDB-013']],
  [/\bmap\b/, ['NDB-014']],
  [/reason: (bare|integer|bin|unknown|snake|lower)/, ['NDB-017']],
  [/reason: (one|three) field/, ['NDB-018']],
  [/checksum mismatch with/, ['NDB-019']],
  [/corrupted state|unit pair|bare unit/, ['NDB-020']],
  [/throttle: throttle/, ['NDB-021']],
  [/for a u64|negative|float|c1 for|ext|reserved|checksum above|checksum as u64/, ['NDB-024']],
  [/UTF-8/, ['NDB-028']],
  [/for a string/, ['NDB-029']],
  [/bomb|truncated str/, ['NDB-030']],
  [/payload as|delta with/, ['NDB-038']],
  [/ in P|plain frame|checked frame/, ['NDB-040']],
  [/checked header: (version|wrong)/, ['NDB-001']],
  [/wide|non-minimal|str8|str32|bin16|bin32|array16|array32|cc 02|cf 00|header of/, ['NDB-023']],
  [/after the value|behind the value|inside the body/, ['NDB-031']],
  [/expected|from 5|with a rate|odd|meaning/, ['NDB-037']],
  [/NUL|mark|emoji|blank/, ['NDB-027']],
]

export function requirementsOf(name: string): string[] {
  return byName.flatMap(([pattern, requirements]) => (pattern.test(name) ? requirements : []))
}

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
