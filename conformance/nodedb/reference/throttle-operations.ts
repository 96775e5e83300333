import type { Reply } from '../../../spec/adapter.ts'
import type { Control } from '../../../spec/nodedb/adapter.types.ts'
import { bytesOf } from './codec.ts'
import type { Paced } from './limits.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'

type Peered = { readonly peer: string }

/** The operations of the two sides of throttling. */
export function throttleOperations(parts: Parts): Handlers {
  const frames = (sent: readonly string[]): Reply => ({ ok: { frames: [...sent] } })
  const known = (id: string, act: (peer: Paced) => object): Reply => {
    const peer = parts.pacing.find(id)
    if (peer === undefined) return { error: { code: 'unknown-peer', message: 'expected a peer that has attached' } }
    return { ok: act(peer) as never }
  }
  return {
    'tq.depth': ({ depth }: { readonly depth: number }) => frames(parts.marks.depth(depth)),
    'tq.link': ({ up }: { readonly up: boolean }) => frames(parts.marks.link(up)),
    'tq.frame': ({ hex }: { readonly hex: string }) => frames(parts.marks.hear(hex)),
    'tq.advance': ({ ms }: { readonly ms: number }) => {
      parts.clock.set('requester', parts.clock.now('requester') + ms)
      return frames([])
    },
    'tq.state': () => ({ ok: { engaged: parts.marks.engaged() } }),
    'tg.attach': ({ peer }: Peered) => {
      parts.pacing.attach(peer)
      return { ok: { sent: [] } }
    },
    'tg.enqueue': ({ peer: id, count }: Peered & { readonly count: number }) =>
      known(id, (peer) => {
        const { first, last } = parts.pacing.enqueue(peer, count)
        return { first: first.toString(), last: last.toString(), sent: parts.pacing.flush() }
      }),
    'tg.control': ({ peer: id, control }: Peered & { readonly control: Control }) =>
      known(id, (peer) => ({ sent: parts.pacing.control(peer, control) })),
    'tg.frame': ({ peer: id, hex }: Peered & { readonly hex: string }) =>
      known(id, (peer) => {
        const { message } = parts.codec.decode(bytesOf(hex))
        if (message?.type === 'Throttle' && peer.up) {
          const rate = parts.limits.rate(peer)
          if (rate !== undefined) parts.pacing.refill(peer, rate)
          peer.counted = parts.clock.now('governor')
          parts.limits.heed(peer, message)
        }
        return { sent: parts.pacing.flush() }
      }),
    'tg.link': ({ peer: id, up }: Peered & { readonly up: boolean }) =>
      known(id, (peer) => {
        if (up && !peer.up) parts.limits.begin(peer)
        if (!up) peer.queue = []
        peer.up = up
        return { sent: parts.pacing.flush() }
      }),
    'tg.advance': ({ ms }: { readonly ms: number }) => ({ ok: { sent: parts.pacing.advance(ms) as never } }),
    'tg.state': () => ({
      ok: {
        peers: parts.pacing.all().map(({ peer, limit, queue }) => ({
          peer,
          limited: limit !== undefined,
          ...(limit === undefined ? {} : { rate: BigInt(Math.floor(limit)).toString() }),
          queued: queue.length,
        })),
      },
    }),
  }
}
