import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Streams that are confused with each other. */
export const streamsMutants: readonly Mutant<Parts, 'streams'>[] = [
  {
    id: 'nodedb/requests-go-out-without-a-link',
    violates: 'NDB-059',
    explain: 'Requests that arise while the link is down are sent into it.',
    part: 'streams',
    apply: (original, parts) => ({
      up: (peer) => {
        const up = original.up(peer)
        return up || parts.streams.all().some((stream) => stream.peer === peer && stream.need === undefined)
      },
    }),
  },
  {
    id: 'nodedb/a-reconnect-adopts-what-comes',
    violates: 'NDB-060',
    explain: 'After a reconnect the stream expects whatever was seen last.',
    part: 'streams',
    apply: (original, parts) => ({
      connect: (peer, up) => {
        original.connect(peer, up)
        for (const stream of parts.streams.all())
          if (stream.peer === peer && up && stream.until > stream.next) stream.next = stream.until
      },
    }),
  },
  {
    id: 'nodedb/names-are-folded',
    violates: 'NDB-062',
    explain: 'Collections whose names differ in case are one.',
    part: 'streams',
    apply: (original) => ({ of: (peer, collection) => original.of(peer, collection.toLowerCase()) }),
  },
  {
    id: 'nodedb/names-are-trimmed',
    violates: 'NDB-062',
    explain: 'Blanks around the name of a collection do not count.',
    part: 'streams',
    apply: (original) => ({ of: (peer, collection) => original.of(peer, collection.trim()) }),
  },
  {
    id: 'nodedb/names-run-together',
    violates: 'NDB-062',
    explain: 'A stream is known by the names of its peer and its collection in one.',
    part: 'streams',
    apply: (original) => {
      const first = new Map<string, { peer: string; collection: string }>()
      return {
        of: (peer, collection) => {
          const known = first.get(peer + collection) ?? { peer, collection }
          first.set(peer + collection, known)
          return original.of(known.peer, known.collection)
        },
      }
    },
  },
  {
    id: 'nodedb/the-oldest-stream-makes-room',
    violates: 'NDB-062',
    explain: 'There are sixteen streams; another one takes the place of the oldest.',
    part: 'streams',
    apply: (original) => ({
      of: (peer, collection) => {
        const [oldest] = original.all()
        if (oldest !== undefined && original.all().length >= 16 && original.find(peer, collection) === undefined)
          original.forget(oldest)
        return original.of(peer, collection)
      },
    }),
  },
  {
    id: 'nodedb/streams-are-found-by-a-hash',
    violates: 'NDB-062',
    explain: 'Streams whose names have the same hash are one.',
    part: 'streams',
    apply: (original) => ({
      of: (peer, collection) => {
        const hash = (name: string): number => [...name].reduce((sum, one) => (31 * sum + one.charCodeAt(0)) | 0, 0)
        const alike = original
          .all()
          .find((stream) => stream.peer === peer && hash(stream.collection) === hash(collection))
        return alike ?? original.of(peer, collection)
      },
    }),
  },
  {
    id: 'nodedb/names-are-cut-at-255-bytes',
    violates: 'NDB-062',
    explain: 'Only the first 255 bytes of a name count.',
    part: 'streams',
    apply: (original) => {
      const cut = (name: string): string => name.slice(0, 255)
      return {
        of: (peer, collection) => original.of(peer, cut(collection)),
        find: (peer, collection) => original.find(peer, cut(collection)),
      }
    },
  },
  {
    id: 'nodedb/streams-are-kept-in-a-table-of-1000',
    violates: 'NDB-062',
    explain: 'There are a thousand streams; another one takes the place of the oldest.',
    part: 'streams',
    apply: (original) => ({
      of: (peer, collection) => {
        const [oldest] = original.all()
        if (oldest !== undefined && original.all().length >= 1000 && original.find(peer, collection) === undefined)
          original.forget(oldest)
        return original.of(peer, collection)
      },
    }),
  },
]
