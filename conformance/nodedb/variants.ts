import type { Variant } from '../kit/mutation/mutant.ts'
import type { Parts } from './reference/parts.ts'

/** Implementations with one unusual legal choice each. */
export const variants: readonly Variant<Parts>[] = [
  {
    id: 'nodedb/asks-for-all-collections',
    explain: 'Every request is for all collections.',
    part: 'requests',
    apply: () => ({ scope: () => '' }),
  },
  {
    id: 'nodedb/asks-after-a-restart',
    explain: 'What is needed is asked for directly after a restart.',
    part: 'choices',
    apply: () => ({ asksAfterRestart: () => true }),
  },
  {
    id: 'nodedb/waits-after-a-snapshot',
    explain: 'What a snapshot leaves missing is asked for at the next interval.',
    part: 'choices',
    apply: () => ({ promptAfterSnapshot: () => false }),
  },
  {
    id: 'nodedb/holds-while-rebuilding',
    explain: 'Deltas that arrive while everything is rebuilt are held back.',
    part: 'choices',
    apply: () => ({ holdsWhileRebuilding: () => true }),
  },
  {
    id: 'nodedb/silent-about-unknown-collections',
    explain: 'A request for a collection that is not there is not answered.',
    part: 'choices',
    apply: () => ({ unknownCollection: () => 'silent' as const }),
  },
  {
    id: 'nodedb/pushes-under-its-own-name',
    explain: 'What is pushed carries the peer_id of the sender, as declared.',
    part: 'choices',
    apply: () => ({ pushedPeerId: () => '77', pushedPeerIdStated: () => '77' }),
  },
  {
    id: 'nodedb/covers-what-was-compacted',
    explain: 'Where the log no longer has what was not pushed yet, a snapshot takes its place.',
    part: 'pusher',
    apply: (original, parts) => ({
      next: (peer) => {
        for (const collection of parts.log.collections()) {
          const cursor = parts.peers.cursor(peer, collection)
          if (cursor < parts.log.floor(collection) && cursor <= parts.log.head(collection)) peer.orders.add(collection)
        }
        return original.next(peer)
      },
    }),
  },
  {
    id: 'nodedb/empty-deltas-are-refused-first',
    explain: 'A session refuses an empty delta before it looks at its checksum.',
    part: 'verdicts',
    apply: (original) => ({ intact: (delta) => delta.delta === '' || original.intact(delta) }),
  },
  {
    id: 'nodedb/sessions-ask-again',
    explain: 'A session that refuses a damaged delta asks for it as well.',
    part: 'verdicts',
    apply: (original) => ({
      push: (session, delta) => {
        const { frames, applied } = original.push(session, delta)
        const damaged = session.authenticated && delta.mutation_id !== '0' && !original.intact(delta)
        const { mutation_id, collection } = delta
        const reason = { kind: 'ChecksumMismatch', mutation_id } as const
        const request = { type: 'ResyncRequest', reason, from_mutation_id: mutation_id, collection } as const
        return { frames: damaged ? [...frames, request] : frames, applied }
      },
    }),
  },
  {
    id: 'nodedb/never-holds',
    explain: 'Deltas ahead of a gap are never held back, and cannot be.',
    part: 'statement',
    apply: (original) => ({
      pics: () => {
        const pics = original.pics()
        const capabilities = (pics.capabilities as string[]).filter((name) => name !== 'holding')
        return { ...pics, capabilities }
      },
    }),
  },
  {
    id: 'nodedb/announces-a-new-rate',
    explain: 'A requester that is engaged measures what it can take, and announces the new rate.',
    part: 'marks',
    apply: (original, parts) => {
      let measured: string | undefined
      let told = 0
      return {
        suggestion: (throttle) => (throttle ? (measured ?? original.suggestion(true)) : '0'),
        depth: (depth) => {
          const before = original.engaged()
          const said = original.depth(depth)
          const now = parts.clock.now('requester')
          if (said.length > 0) told = now
          if (!before || !original.engaged() || now - told < 1_000) return said
          measured = `${BigInt(measured ?? '0') + 1n}`
          told = now
          return parts.marks.announce(true)
        },
        link: (up) => {
          told = parts.clock.now('requester')
          return original.link(up)
        },
      }
    },
  },
  {
    id: 'nodedb/empty-deltas-delete',
    explain: 'A session takes an empty delta as a deletion.',
    part: 'choices',
    apply: () => ({ emptyDelta: () => 'delete' as const }),
  },
  {
    id: 'nodedb/keeps-throttle-over-sessions',
    explain: 'A limited peer stays limited in its next session.',
    part: 'choices',
    apply: () => ({ keepsThrottle: () => true }),
  },
  {
    id: 'nodedb/newer-wire-version',
    explain: 'A session accepts wire versions up to 9.',
    part: 'choices',
    apply: () => ({ wireVersion: () => 9 }),
  },
  {
    id: 'nodedb/holds-by-default',
    explain: 'Two deltas are held back by default, and the first interval is a second.',
    part: 'settings',
    apply: (original) => ({ holdMax: () => Math.max(2, original.holdMax()), backoffFirst: () => 1_000 }),
  },
  {
    id: 'nodedb/adopts-the-first-delta',
    explain: 'A first delta above id 1 is taken as the beginning, as declared.',
    part: 'settings',
    apply: () => ({ baseline: () => 'adopt' as const }),
  },
  {
    id: 'nodedb/snapshot-documents-in-reverse',
    explain: 'The documents of a snapshot come in reverse.',
    part: 'pusher',
    apply: (original) => ({
      snapshot: (collection) => {
        const item = original.snapshot(collection)
        return item?.kind === 'snapshot' ? { ...item, items: [...item.items].reverse() } : item
      },
    }),
  },
  {
    id: 'nodedb/collections-in-reverse',
    explain: 'Collections are served in reverse order.',
    part: 'log',
    apply: (original) => ({ collections: () => [...original.collections()].reverse() }),
  },
  {
    id: 'nodedb/pushes-without-burst',
    explain: 'A limited peer gets one delta at a time.',
    part: 'limits',
    apply: () => ({ burst: () => 1 }),
  },
  {
    id: 'nodedb/pushes-before-it-queues',
    explain: 'What may be pushed at once takes no place in a queue, so that fewer deltas overflow it.',
    part: 'pacing',
    apply: (original, parts) => ({
      offer: (peer, id) => {
        const rate = parts.limits.rate(peer)
        if (rate !== undefined) parts.pacing.refill(peer, rate)
        if (rate !== undefined && peer.queue.length < parts.settings.queueMax() + Math.floor(peer.tokens))
          peer.queue.push(id)
        else original.offer(peer, id)
      },
    }),
  },
  {
    id: 'nodedb/full-queues-drop-the-oldest',
    explain: 'A full queue drops its oldest delta for the new one.',
    part: 'pacing',
    apply: (original, parts) => ({
      offer: (peer, id) => {
        const full = parts.limits.rate(peer) !== undefined && peer.queue.length >= parts.settings.queueMax()
        if (full) peer.queue.shift()
        original.offer(peer, id)
      },
    }),
  },
  {
    id: 'nodedb/refuses-with-other-words',
    explain: 'Rejections use other words.',
    part: 'verdicts',
    apply: (original) => ({
      objection: (session, delta) => {
        const objection = original.objection(session, delta)
        return objection === undefined ? undefined : { ...objection, reason: 'no' }
      },
    }),
  },
  {
    id: 'nodedb/releases-with-its-rate',
    explain: 'A release carries the rate of the engagement.',
    part: 'marks',
    apply: (_original, parts) => ({ suggestion: () => parts.settings.rate() }),
  },
  {
    id: 'nodedb/no-capabilities',
    explain: 'Only what every implementation has is offered.',
    part: 'statement',
    apply: (original) => ({ pics: () => ({ ...original.pics(), capabilities: [] }) }),
  },
  {
    id: 'nodedb/takes-three-pushes-at-once',
    explain: 'A session takes three deltas at once and two a second, and says so.',
    part: 'settings',
    apply: (original) => ({
      pushBurst: () => (original.pushBurst() === 200 ? 3 : original.pushBurst()),
      pushRate: () => (original.pushRate() === 100 ? 2 : original.pushRate()),
    }),
  },
  {
    id: 'nodedb/drops-over-the-rate-in-silence',
    explain: 'A session says nothing of a delta over the rate.',
    part: 'verdicts',
    apply: (original) => ({
      push: (session, delta) => {
        const answer = original.push(session, delta)
        const [verdict] = answer.frames
        const limited = verdict?.type === 'DeltaReject' && verdict.compensation?.kind === 'RateLimited'
        return limited ? { frames: [], applied: [] } : answer
      },
    }),
  },
  {
    id: 'nodedb/drops-id-zero-in-silence',
    explain: 'A session says nothing of a delta with id 0.',
    part: 'verdicts',
    apply: (original) => ({
      push: (session, delta) =>
        session.authenticated && delta.mutation_id === '0'
          ? { frames: [], applied: [] }
          : original.push(session, delta),
    }),
  },
  {
    id: 'nodedb/serves-while-rebuilding',
    explain: 'After divergence and escalation the old state is served until the snapshot comes.',
    part: 'choices',
    apply: () => ({ servesWhileRebuilding: () => true }),
  },
  {
    id: 'nodedb/is-calm-after-a-reconnect',
    explain: 'On a new connection a drained queue is announced, whatever was announced before.',
    part: 'marks',
    apply: (original, parts) => {
      let up = true
      let depth = 0
      return {
        depth: (now) => {
          depth = now
          return original.depth(now)
        },
        link: (comes) => {
          const came = comes && !up
          up = comes
          const said = original.link(comes)
          return came && said.length === 0 && parts.marks.drained(depth) ? parts.marks.announce(false) : said
        },
      }
    },
  },
]
