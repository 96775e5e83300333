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

/** What a frame of a type shows when it is written and read as it stands. */
const byType: Readonly<Record<string, readonly string[]>> = {
  ResyncRequest: ['NDB-002', 'NDB-015', 'NDB-026'],
  Throttle: ['NDB-003', 'NDB-016', 'NDB-021', 'NDB-022'],
  DeltaPush: ['NDB-038', 'NDB-022'],
  DeltaAck: ['NDB-038'],
  DeltaReject: ['NDB-038', 'NDB-020'],
}
const byReason: Readonly<Record<string, readonly string[]>> = {
  SequenceGap: ['NDB-017', 'NDB-018'],
  ChecksumMismatch: ['NDB-017', 'NDB-019'],
  CorruptedState: ['NDB-017', 'NDB-020'],
}

export function requirementsOfMessage(message: { readonly type: string; readonly reason?: unknown }): string[] {
  const kind =
    typeof message.reason === 'object' && message.reason !== null && 'kind' in message.reason
      ? String(message.reason.kind)
      : ''
  return ['NDB-001', 'NDB-034', 'NDB-036', ...(byType[message.type] ?? []), ...(byReason[kind] ?? [])]
}
