import type { CompensationHint, DeltaPush } from '../../../spec/nodedb/messages.types.ts'
import { bytesOf } from './codec.ts'
import type { Parts } from './parts.ts'
import type { Answer, Session } from './sessions.ts'

/** What becomes of a delta that a client pushes. */
export interface Verdicts {
  push(session: Session, delta: DeltaPush): Answer
  /** Why it is not taken, or undefined. */
  objection(session: Session, delta: DeltaPush): { reason: string; hint: CompensationHint | undefined } | undefined
  intact(delta: DeltaPush): boolean
  /** Whether this very mutation was applied before (NDB-119). */
  known(delta: DeltaPush): boolean
  remember(delta: DeltaPush): void
  /** Whether the session may take another delta now; counts it. */
  allowed(session: Session): boolean
  /** The highest id applied of each collection. */
  clocks(): Record<string, string>
}

export function createVerdicts(parts: Parts): Verdicts {
  const applied = new Set<string>()
  const highest = new Map<string, bigint>()
  const name = ({ peer_id, collection, mutation_id }: DeltaPush): string =>
    JSON.stringify([peer_id, collection, mutation_id])
  return {
    push: (session, delta) => {
      const { peer_id: peer, collection, mutation_id } = delta
      const objection = parts.verdicts.objection(session, delta)
      if (objection !== undefined) {
        session.rejected += 1
        const { reason, hint } = objection
        const compensation = hint === undefined ? {} : { compensation: hint }
        return { frames: [{ type: 'DeltaReject', mutation_id, reason, ...compensation }], applied: [] }
      }
      const ack = { type: 'DeltaAck', mutation_id, lsn: '0' } as const
      if (parts.verdicts.known(delta)) return { frames: [ack], applied: [] }
      parts.verdicts.remember(delta)
      session.processed += 1
      return { frames: [ack], applied: [{ peer, collection, mutation_id }] }
    },
    objection: (session, delta) => {
      if (!session.authenticated) return { reason: 'not authenticated', hint: { kind: 'PermissionDenied' } }
      if (delta.mutation_id === '0') return { reason: 'id zero', hint: undefined }
      if (!parts.verdicts.intact(delta)) return { reason: 'CRC32C mismatch', hint: { kind: 'IntegrityViolation' } }
      if (delta.delta === '' && parts.choices.emptyDelta() === 'reject')
        return { reason: 'empty delta', hint: undefined }
      if (!parts.verdicts.known(delta) && !parts.verdicts.allowed(session))
        return { reason: 'rate', hint: { kind: 'RateLimited', retry_after_ms: '1000' } }
      return undefined
    },
    intact: ({ delta, checksum }) => checksum === 0 || parts.codec.crc32c(bytesOf(delta)) === checksum,
    known: (delta) => applied.has(name(delta)),
    remember: (delta) => {
      applied.add(name(delta))
      const id = BigInt(delta.mutation_id)
      if (id > (highest.get(delta.collection) ?? 0n)) highest.set(delta.collection, id)
    },
    allowed: (session) => {
      const now = parts.clock.now('session')
      const refill = (parts.settings.pushRate() * (now - session.counted)) / 1_000
      session.tokens = Math.min(parts.settings.pushBurst(), session.tokens + refill)
      session.counted = now
      if (session.tokens < 1) return false
      session.tokens -= 1
      return true
    },
    clocks: () => Object.fromEntries([...highest].map(([collection, id]) => [collection, id.toString()])),
  }
}
