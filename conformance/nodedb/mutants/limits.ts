import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Throttles that set the wrong rate, or the rate of the wrong peer. */
export const limitsMutants: readonly Mutant<Parts, 'limits'>[] = [
  {
    id: 'nodedb/throttles-are-only-logged',
    violates: 'NDB-102',
    explain: 'A throttle is logged and has no effect.',
    part: 'limits',
    apply: () => ({ heed: () => undefined }),
  },
  {
    id: 'nodedb/limits-expire',
    violates: 'NDB-103',
    explain: 'A limit ends after a minute.',
    part: 'limits',
    apply: (original, parts) => {
      const since = new Map<string, number>()
      return {
        heed: (peer, message) => {
          since.set(peer.peer, parts.clock.now('governor'))
          original.heed(peer, message)
        },
        rate: (peer) =>
          parts.clock.now('governor') - (since.get(peer.peer) ?? 0) > 60_000
            ? parts.settings.unthrottledRate()
            : original.rate(peer),
      }
    },
  },
  {
    id: 'nodedb/limits-end-with-the-queue',
    violates: 'NDB-103',
    explain: 'A limit ends when the queue is empty.',
    part: 'limits',
    apply: (original) => ({
      rate: (peer) => {
        if (peer.queue.length === 0) peer.limit = undefined
        return original.rate(peer)
      },
    }),
  },
  {
    id: 'nodedb/limits-hold-for-everybody',
    violates: 'NDB-104',
    explain: 'A throttle of one peer slows all of them.',
    part: 'limits',
    apply: (original, parts) => ({
      heed: (_peer, message) => {
        for (const peer of parts.pacing.all()) original.heed(peer, message)
      },
    }),
  },
  {
    id: 'nodedb/bursts-are-double',
    violates: 'NDB-105',
    explain: 'Twice the rate goes at once.',
    part: 'limits',
    apply: () => ({ burst: (rate) => 2 * Math.max(1, rate) }),
  },
  {
    id: 'nodedb/rates-are-per-peer-and-a-half',
    violates: 'NDB-105',
    explain: 'The rate is exceeded by half.',
    part: 'limits',
    apply: (original) => ({ effective: (suggested) => original.effective(suggested) * (suggested === 0n ? 1 : 1.5) }),
  },
  {
    id: 'nodedb/zero-is-unlimited',
    violates: 'NDB-106',
    explain: 'Suggested rate 0 means no limit.',
    part: 'limits',
    apply: (original, parts) => ({
      effective: (suggested) =>
        suggested === 0n ? (parts.settings.unthrottledRate() ?? 1e6) : original.effective(suggested),
    }),
  },
  {
    id: 'nodedb/zero-stops',
    violates: 'NDB-106',
    explain: 'Suggested rate 0 means stop.',
    part: 'limits',
    apply: (original) => ({ effective: (suggested) => (suggested === 0n ? 0.01 : original.effective(suggested)) }),
  },
  {
    id: 'nodedb/releases-are-ignored',
    violates: 'NDB-107',
    explain: 'A release has no effect.',
    part: 'limits',
    apply: (original) => ({
      heed: (peer, message) => {
        if (message.throttle) original.heed(peer, message)
      },
    }),
  },
  {
    id: 'nodedb/releases-carry-a-rate',
    violates: 'NDB-107',
    explain: 'The rate of a release is taken as a limit.',
    part: 'limits',
    apply: (original, parts) => ({
      heed: (peer, message) => {
        original.heed(peer, message)
        if (!message.throttle && message.suggested_rate !== '0')
          peer.limit = parts.limits.effective(BigInt(message.suggested_rate))
      },
    }),
  },
  {
    id: 'nodedb/rates-stack',
    violates: 'NDB-108',
    explain: 'Of two rates the lower one holds.',
    part: 'limits',
    apply: (original) => ({
      heed: (peer, message) => {
        const { limit } = peer
        original.heed(peer, message)
        if (limit !== undefined && peer.limit !== undefined) peer.limit = Math.min(limit, peer.limit)
      },
    }),
  },
  {
    id: 'nodedb/releases-are-counted',
    violates: 'NDB-108',
    explain: 'As many releases as engagements are needed.',
    part: 'limits',
    apply: (original) => {
      const engaged = new Map<string, number>()
      return {
        heed: (peer, message) => {
          const count = Math.max(0, (engaged.get(peer.peer) ?? 0) + (message.throttle ? 1 : -1))
          engaged.set(peer.peer, count)
          if (message.throttle || count === 0) original.heed(peer, message)
        },
      }
    },
  },
  {
    id: 'nodedb/depth-slows',
    violates: 'NDB-109',
    explain: 'A deep queue halves the rate, a shallow one doubles it.',
    part: 'limits',
    apply: (original) => ({
      heed: (peer, message) => {
        original.heed(peer, message)
        if (peer.limit === undefined) return
        const deep = BigInt(message.queue_depth) > 1_000_000n
        peer.limit = deep ? peer.limit / 1_000 : message.queue_depth === '0' ? peer.limit * 4 : peer.limit
        peer.tokens = Math.max(1, peer.limit)
      },
    }),
  },
  {
    id: 'nodedb/high-rates-speed-up',
    violates: 'NDB-110',
    explain: 'A suggested rate above the unthrottled one speeds the peer up.',
    part: 'limits',
    apply: (original) => ({
      effective: (suggested) => (suggested === 0n ? original.effective(suggested) : Number(suggested)),
    }),
  },
  {
    id: 'nodedb/rates-have-32-bits',
    violates: 'NDB-110',
    explain: 'A rate is cut to 32 bits.',
    part: 'limits',
    apply: (original) => ({
      effective: (suggested) =>
        original.effective(
          BigInt.asUintN(31, suggested) +
            (suggested > 2n ** 32n ? 1n : 0n) -
            (suggested === 2n ** 64n - 1n ? 2n ** 31n - 1n : 0n),
        ),
    }),
  },
  {
    id: 'nodedb/repeated-throttles-refill',
    violates: 'NDB-105',
    explain: 'A throttle that is repeated with the same rate allows another burst.',
    part: 'limits',
    apply: (original) => ({
      heed: (peer, message) => {
        const { limit } = peer
        original.heed(peer, message)
        if (peer.limit !== undefined && peer.limit === limit) peer.tokens = original.burst(limit)
      },
    }),
  },
  {
    id: 'nodedb/changed-rates-refill',
    violates: 'NDB-108',
    explain: 'A throttle with another rate allows another burst.',
    part: 'limits',
    apply: (original) => ({
      heed: (peer, message) => {
        const { limit } = peer
        original.heed(peer, message)
        if (peer.limit !== undefined && peer.limit !== limit) peer.tokens = original.burst(peer.limit)
      },
    }),
  },
  {
    id: 'nodedb/default-rates-are-at-least-two',
    violates: 'NDB-106',
    explain: 'The default rate is never below two a second, so that it may be no lower than that of a free peer.',
    part: 'limits',
    apply: (original) => ({
      effective: (suggested) =>
        suggested === 0n ? Math.max(2, original.effective(suggested)) : original.effective(suggested),
    }),
  },
  {
    id: 'nodedb/reconnects-release-everybody',
    violates: 'NDB-103',
    explain: 'A new session of one peer ends the limits of all.',
    part: 'limits',
    apply: (_original, parts) => ({
      begin: () => {
        for (const peer of parts.pacing.all()) peer.limit = undefined
      },
    }),
  },
  {
    id: 'nodedb/releases-of-free-peers-limit',
    violates: 'NDB-108',
    explain: 'A release changes what holds: it limits a free peer to the default rate.',
    part: 'limits',
    apply: (original, parts) => ({
      heed: (peer, message) => {
        const free = peer.limit === undefined
        original.heed(peer, message)
        if (free && !message.throttle) peer.limit = parts.settings.defaultRate()
      },
    }),
  },
  {
    id: 'nodedb/deep-releases-are-ignored',
    violates: 'NDB-107',
    explain: 'A release counts only if it tells an empty queue.',
    part: 'limits',
    apply: (original) => ({
      heed: (peer, message) => {
        if (message.throttle || message.queue_depth === '0') original.heed(peer, message)
      },
    }),
  },
  {
    id: 'nodedb/limits-last-a-day',
    violates: 'NDB-103',
    explain: 'A limit ends after a day.',
    part: 'limits',
    apply: (original, parts) => {
      const since = new Map<string, number>()
      return {
        heed: (peer, message) => {
          since.set(peer.peer, parts.clock.now('governor'))
          original.heed(peer, message)
        },
        rate: (peer) =>
          parts.clock.now('governor') - (since.get(peer.peer) ?? 0) > 86_400_000
            ? parts.settings.unthrottledRate()
            : original.rate(peer),
      }
    },
  },
]
