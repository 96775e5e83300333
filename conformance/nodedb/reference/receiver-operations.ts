import { bytesOf } from './codec.ts'
import { sorted } from './documents.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'
import type { Item } from './snapshots.ts'
import { type Delta, lastId, type Outcome, type Stream } from './stream.ts'

type Peered = { readonly peer?: string }
type Arriving = Peered & {
  readonly collection: string
  readonly document_id: string
  readonly mutation_id: string
  readonly payload: string
  readonly checksum: number
}

/** The operations of the receiver. */
export function receiverOperations(parts: Parts): Handlers {
  const starting = (act: (outcome: Outcome) => void): { ok: Outcome } => {
    const outcome: Outcome = { frames: [], applied: [], installed: [] }
    act(outcome)
    return { ok: outcome }
  }
  const doing = (act: (outcome: Outcome) => void): { ok: Outcome } => {
    parts.streams.touch(true)
    return starting(act)
  }
  const arrive = (peer: string, delta: Delta, outcome: Outcome): void =>
    parts.intake.receive(parts.streams.of(peer, delta.collection), delta, outcome)
  return {
    'rx.delta': ({ peer = '1', collection, document_id, mutation_id, payload, checksum }: Arriving) =>
      doing((outcome) =>
        arrive(peer, { collection, documentId: document_id, id: BigInt(mutation_id), payload, checksum }, outcome),
      ),
    'rx.frame': ({ peer = '1', hex }: Peered & { readonly hex: string }) =>
      doing((outcome) => {
        const { message, error } = parts.codec.decode(bytesOf(hex))
        if (error !== undefined) outcome.refused = error.code
        else if (message.type !== 'DeltaPush') outcome.refused = 'bad-event'
        else {
          const { collection, document_id, mutation_id, delta, checksum } = message
          arrive(
            peer,
            { collection, documentId: document_id, id: BigInt(mutation_id), payload: delta, checksum },
            outcome,
          )
        }
      }),
    'rx.snapshot': ({
      peer = '1',
      collection,
      watermark,
      items,
    }: Peered & { readonly collection: string; readonly watermark: string; readonly items: readonly Item[] }) =>
      doing((outcome) =>
        parts.snapshots.receive(parts.streams.of(peer, collection), BigInt(watermark), items, outcome),
      ),
    'rx.cold_start': ({
      peer = '1',
      collection = '',
      verdict,
      next = '1',
    }: Peered & { readonly collection?: string; readonly verdict: string; readonly next?: string }) =>
      starting((outcome) => {
        if (!parts.streams.untouched()) outcome.refused = 'bad-event'
        else if (verdict === 'corrupt') parts.durable.corrupt(parts.streams.of(peer, collection), outcome)
        else parts.durable.clean(parts.streams.of(peer, collection), BigInt(next))
      }),
    'rx.diverge': ({ peer = '1', collection }: Peered & { readonly collection: string }) =>
      doing((outcome) => parts.intake.diverged(parts.streams.of(peer, collection), outcome)),
    'rx.link': ({ peer = '1', up }: Peered & { readonly up: boolean }) =>
      doing((outcome) => {
        const was = parts.streams.up(peer)
        parts.streams.connect(peer, up)
        if (up && !was) parts.needs.reconnected(peer, outcome)
      }),
    'rx.advance': ({ ms }: { readonly ms: number }) => doing((outcome) => parts.needs.advance(ms, outcome)),
    'rx.restart': () => starting((outcome) => parts.durable.restart(outcome)),
    'rx.documents': ({ peer = '1', collection }: Peered & { readonly collection: string }) => {
      const stream = parts.streams.find(peer, collection)
      const served =
        stream === undefined
          ? !parts.streams.damaged(peer)
          : stream.phase !== 'rebuilding' || (parts.choices.servesWhileRebuilding() && !stream.lost)
      return { ok: served ? { documents: sorted(stream?.documents ?? new Map()) } : {} }
    },
    'rx.state': () => ({ ok: { streams: parts.streams.all().map((stream) => shown(parts, stream)) } }),
  }
}

function shown(parts: Parts, stream: Stream): object {
  const { peer, collection, phase, next, until, need, duplicates, bad } = stream
  return {
    peer,
    collection,
    phase,
    ...(next > lastId ? {} : { next: next.toString() }),
    ...(until === 0n ? {} : { until: until.toString() }),
    ...(need === undefined
      ? {}
      : {
          outstanding: {
            reason: parts.requests.reason(stream),
            from: parts.requests.from(stream).toString(),
            attempts: need.attempts,
          },
        }),
    duplicates,
    bad,
  }
}
