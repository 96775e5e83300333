/** Bytes of a snapshot in one SnapshotReady, and of the payload of one event, at most (NET-013, NET-015). */
export const MAX_CHUNK_BYTES = 7000

/** Chunks of one snapshot, at most (NET-012). */
export const MAX_TOTAL_CHUNKS = 700_000

/** Events in one BufferedEvents, at most (NET-014). */
export const MAX_EVENTS = 1_000_000

/** Bytes of UTF-8 in the text of a failure reason, and of a token in a ledger, at most: what 16 bits count (NET-016). */
export const MAX_SHORT_BYTES = 65_535

/** Bytes of one message in a datagram, at most: 8192 less a header of 68, a tag of 16 and a length of 4 (NET-020). */
export const MAX_DATAGRAM_BYTES = 8104

/** Bytes that one reassembly holds, at most; so the largest snapshot that can be moved (NET-029). */
export const MAX_PENDING_BYTES = 64 * 1024 * 1024

/** Milliseconds after its last accepted chunk at which a reassembly is dropped (NET-030). */
export const MAX_PENDING_AGE_MS = 300_000

/** Bytes of a channel name, at most (NET-035). */
export const MAX_CHANNEL_BYTES = 255
