import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import type { Peer } from '../reference/peers.ts'

/** Requests that a sender answers wrongly. */
export const answeringMutants: readonly Mutant<Parts, 'answering'>[] = [
  {
    id: 'nodedb/requests-are-only-logged',
    violates: 'NDB-075',
    explain: 'A request is logged and not answered.',
    part: 'answering',
    apply: () => ({ answer: () => undefined }),
  },
  {
    id: 'nodedb/replays-stop-short-of-the-head',
    violates: 'NDB-075',
    explain: 'A request from the head is not answered.',
    part: 'answering',
    apply: (original, parts) => ({
      kind: (request, collection, beyond) =>
        BigInt(request.from_mutation_id) === parts.log.head(collection)
          ? 'nothing'
          : original.kind(request, collection, beyond),
    }),
  },
  {
    id: 'nodedb/one-collection-beyond-is-enough',
    violates: 'NDB-075',
    explain:
      'A request from beyond the head of one collection is answered with a snapshot of it, although another reaches the id.',
    part: 'answering',
    apply: (_original, parts) => ({
      beyond: (from, scope) => scope.some((name) => from > parts.log.head(name) + 1n),
    }),
  },
  {
    id: 'nodedb/replays-start-behind-the-id',
    violates: 'NDB-076',
    explain: 'The id asked for is not among what is sent.',
    part: 'answering',
    apply: (original) => ({
      replay: (peer, collection, from) => original.replay(peer, collection, from + 1n),
    }),
  },
  {
    id: 'nodedb/everything-is-a-replay',
    violates: 'NDB-077',
    explain: 'A request for everything is answered with the log.',
    part: 'answering',
    apply: (original) => ({
      snapshot: (peer, collection) => original.replay(peer, collection, 1n),
    }),
  },
  {
    id: 'nodedb/registrations-are-used-up',
    violates: 'NDB-077',
    explain: 'What a peer registered is forgotten with its first answer: later requests for everything find nothing.',
    part: 'answering',
    apply: (original) => {
      const answered = new Set<Peer>()
      return {
        snapshot: (peer, collection) => {
          if (!answered.has(peer)) original.snapshot(peer, collection)
          answered.add(peer)
        },
      }
    },
  },
  {
    id: 'nodedb/requests-drop-what-waits',
    violates: 'NDB-078',
    explain: 'A request from further on drops what was not pushed.',
    part: 'answering',
    apply: () => ({
      replay: (peer, collection, from) => {
        peer.cursors.set(collection, from)
      },
    }),
  },
  {
    id: 'nodedb/scopes-are-ignored',
    violates: 'NDB-081',
    explain: 'A request for one collection is answered for all.',
    part: 'answering',
    apply: (_original, parts) => ({
      scope: (peer) => parts.log.collections().filter((name) => parts.peers.may(peer, name)),
    }),
  },
  {
    id: 'nodedb/empty-scope-is-the-first-collection',
    violates: 'NDB-082',
    explain: 'A request for all collections is answered for the first.',
    part: 'answering',
    apply: (original) => ({
      scope: (peer, collection) => original.scope(peer, collection).slice(0, 1),
    }),
  },
  {
    id: 'nodedb/replays-start-at-the-floor',
    violates: 'NDB-083',
    explain: 'What was compacted is left out of a replay.',
    part: 'answering',
    apply: (original, parts) => ({
      kind: (request, collection, beyond) => {
        const kind = original.kind(request, collection, beyond)
        return kind === 'snapshot' && !parts.answering.everything(request) && !beyond ? 'replay' : kind
      },
      replay: (peer, collection, from) => {
        const floor = parts.log.floor(collection)
        original.replay(peer, collection, from < floor ? floor : from)
      },
    }),
  },
  {
    id: 'nodedb/level-requests-get-snapshots',
    violates: 'NDB-084',
    explain: 'A peer that has everything gets a snapshot.',
    part: 'answering',
    apply: (original, parts) => ({
      kind: (request, collection, beyond) =>
        BigInt(request.from_mutation_id) === parts.log.head(collection) + 1n
          ? 'snapshot'
          : original.kind(request, collection, beyond),
    }),
  },
  {
    id: 'nodedb/ids-beyond-are-ignored',
    violates: 'NDB-085',
    explain: 'A request from an id that was never issued is ignored.',
    part: 'answering',
    apply: () => ({ beyond: () => false }),
  },
  {
    id: 'nodedb/corruption-is-resumed',
    violates: 'NDB-086',
    explain: 'A peer that lost its state and names an id gets a replay.',
    part: 'answering',
    apply: () => ({
      everything: ({ from_mutation_id }) => from_mutation_id === '0',
    }),
  },
  {
    id: 'nodedb/reasons-choose-the-id',
    violates: 'NDB-087',
    explain: 'A mismatch is answered from the damaged id instead of the id asked for.',
    part: 'answering',
    apply: (original) => ({
      answer: (peer, request) => {
        const { reason } = request
        return original.answer(
          peer,
          reason.kind === 'ChecksumMismatch' && request.from_mutation_id !== '0'
            ? { ...request, from_mutation_id: reason.mutation_id }
            : request,
        )
      },
    }),
  },
  {
    id: 'nodedb/unknown-collections-end-the-session',
    violates: 'NDB-088',
    explain: 'A request for a collection that is not there ends the session.',
    part: 'answering',
    apply: (original, parts) => ({
      answer: (peer, request) => {
        if (request.collection !== '' && !parts.log.has(request.collection)) {
          parts.peers.link(peer, false)
          return 'unknown-collection'
        }
        return original.answer(peer, request)
      },
    }),
  },
  {
    id: 'nodedb/running-replays-win',
    violates: 'NDB-092',
    explain: 'A request from a lower id is dropped while a replay runs.',
    part: 'answering',
    apply: (original, parts) => ({
      replay: (peer, collection, from) => {
        if (parts.peers.cursor(peer, collection) > parts.log.head(collection)) original.replay(peer, collection, from)
      },
    }),
  },
  {
    id: 'nodedb/servers-do-not-answer-clients',
    violates: 'NDB-093',
    explain: 'A request is taken for a message that only the other side may send.',
    part: 'answering',
    apply: (original, parts) => ({
      take: (peer, bytes) =>
        parts.codec.decode(bytes).message?.type === 'ResyncRequest' ? 'bad-event' : original.take(peer, bytes),
    }),
  },
  {
    id: 'nodedb/junk-asks-for-everything',
    violates: 'NDB-094',
    explain: 'A request that does not decode counts as one for everything.',
    part: 'answering',
    apply: (original, parts) => ({
      take: (peer, bytes) => {
        const refused = original.take(peer, bytes)
        if (refused === 'body-invalid' && peer?.up === true)
          for (const name of parts.log.collections()) parts.answering.snapshot(peer, name)
        return refused
      },
    }),
  },
  {
    id: 'nodedb/answers-go-to-everybody',
    violates: 'NDB-095',
    explain: 'The answer to a request goes to every peer.',
    part: 'answering',
    apply: (original, parts) => ({
      replay: (_peer, collection, from) => {
        for (const id of ['1', '2']) {
          const other = parts.peers.find(id)
          if (other?.up === true && parts.peers.may(other, collection)) original.replay(other, collection, from)
        }
      },
    }),
  },
  {
    id: 'nodedb/repeated-requests-get-snapshots-too',
    violates: 'NDB-120',
    explain: 'A request that comes again before its replay has begun is answered a second time, with a snapshot.',
    part: 'answering',
    apply: (original, parts) => ({
      replay: (peer, collection, from) => {
        if (parts.peers.cursor(peer, collection) === from) parts.answering.snapshot(peer, collection)
        original.replay(peer, collection, from)
      },
    }),
  },
  {
    id: 'nodedb/ids-beyond-2-63-end-the-process',
    violates: 'NDB-033',
    explain: 'A sender that is asked from an id of 2^63 or more crashes.',
    part: 'answering',
    apply: (original) => ({
      answer: (peer, request) => {
        if (BigInt(request.from_mutation_id) >= 2n ** 63n) throw new RangeError('out of range')
        return original.answer(peer, request)
      },
    }),
  },
  {
    id: 'nodedb/scopes-match-by-their-beginning',
    violates: 'NDB-081',
    explain: 'A scope means every collection whose name begins with it.',
    part: 'answering',
    apply: (original, parts) => ({
      scope: (peer, collection) =>
        original.scope(peer, '').filter((name) => name.startsWith(collection) && parts.log.has(name)),
    }),
  },
  {
    id: 'nodedb/snapshots-are-cancelled-by-replays',
    violates: 'NDB-077',
    explain: 'A request from an id cancels the snapshot that is due.',
    part: 'answering',
    apply: (original) => ({
      replay: (peer, collection, from) => {
        peer.orders.delete(collection)
        original.replay(peer, collection, from)
      },
    }),
  },
  {
    id: 'nodedb/ids-beyond-the-head-end-the-process',
    violates: 'NDB-085',
    explain: 'A request from beyond the head plus one ends the process.',
    part: 'answering',
    apply: (original, parts) => ({
      kind: (request, collection, beyond) => {
        if (BigInt(request.from_mutation_id) > parts.log.head(collection) + 1n) throw new RangeError('no such id')
        return original.kind(request, collection, beyond)
      },
    }),
  },
  {
    id: 'nodedb/a-star-is-every-collection',
    violates: 'NDB-081',
    explain: 'A collection with the name * stands for all of them.',
    part: 'answering',
    apply: (original) => ({
      scope: (peer, collection) => original.scope(peer, collection === '*' ? '' : collection),
    }),
  },
  {
    id: 'nodedb/a-hundred-collections-are-all',
    violates: 'NDB-082',
    explain: 'An empty scope stands for the first hundred collections.',
    part: 'answering',
    apply: (original) => ({ scope: (peer, collection) => original.scope(peer, collection).slice(0, 100) }),
  },
]
