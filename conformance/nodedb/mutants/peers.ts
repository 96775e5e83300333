import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Peers that get by with the rights or acknowledgements of others. */
export const peersMutants: readonly Mutant<Parts, 'peers'>[] = [
  {
    id: 'nodedb/compaction-leaves-a-hole',
    violates: 'NDB-078',
    explain: 'What is compacted before it was pushed is passed over.',
    part: 'peers',
    apply: (original, parts) => ({
      cursor: (peer, collection) => {
        const [cursor, floor] = [original.cursor(peer, collection), parts.log.floor(collection)]
        return cursor < floor && cursor <= parts.log.head(collection) ? floor : cursor
      },
    }),
  },
  {
    id: 'nodedb/rights-are-not-asked',
    violates: 'NDB-116',
    explain: 'Requests are answered without asking for the right to read.',
    part: 'peers',
    apply: () => ({ may: () => true }),
  },
  {
    id: 'nodedb/rights-are-those-of-the-attachment',
    violates: 'NDB-116',
    explain: 'Rights are those that the peer had when it attached.',
    part: 'peers',
    apply: (original) => {
      const granted = new Map<string, ReadonlySet<string> | undefined>()
      return {
        attach: (id, rights) => {
          original.attach(id, rights)
          granted.set(id, rights === undefined ? undefined : new Set(rights))
        },
        may: ({ id }, collection) => granted.get(id)?.has(collection) ?? true,
      }
    },
  },
  {
    id: 'nodedb/rights-are-those-of-the-first-peer',
    violates: 'NDB-116',
    explain: 'Every request is judged by the rights of the first principal.',
    part: 'peers',
    apply: (original) => {
      let first: string | undefined
      return {
        attach: (id, rights) => {
          original.attach(id, rights)
          first ??= id
        },
        may: (peer, collection) => original.may(original.find(first ?? peer.id) ?? peer, collection),
      }
    },
  },
  {
    id: 'nodedb/rights-are-those-of-the-last-peer',
    violates: 'NDB-116',
    explain: 'Rights are looked up under the number of a connection, which was given to another peer since.',
    part: 'peers',
    apply: (original) => {
      let last: ReadonlySet<string> | undefined
      return {
        attach: (id, rights) => {
          original.attach(id, rights)
          last = rights === undefined ? undefined : new Set(rights)
        },
        may: (_, collection) => last?.has(collection) ?? true,
      }
    },
  },
  {
    id: 'nodedb/acknowledgements-cover-lower-ids',
    violates: 'NDB-119',
    explain: 'An acknowledgement covers all lower ids.',
    part: 'peers',
    apply: () => ({
      acknowledge: ({ pending }, collection, id) => {
        const ids = pending.get(collection)
        for (const lower of ids ?? []) if (lower <= id) ids?.delete(lower)
      },
    }),
  },
  {
    id: 'nodedb/no-rights-are-all-rights',
    violates: 'NDB-116',
    explain: 'A principal that may read nothing may read everything.',
    part: 'peers',
    apply: (original) => ({ may: (peer, collection) => peer.rights?.size === 0 || original.may(peer, collection) }),
  },
  {
    id: 'nodedb/the-last-64-pushes-are-pending',
    violates: 'NDB-119',
    explain: 'Of what was pushed the last 64 wait for an acknowledgement; the others count as acknowledged.',
    part: 'peers',
    apply: (original) => ({
      acknowledge: (peer, collection, id) => {
        original.acknowledge(peer, collection, id)
        const pending = [...(peer.pending.get(collection) ?? [])]
        peer.pending.set(collection, new Set(pending.slice(-64)))
      },
    }),
  },
  {
    id: 'nodedb/eight-peers-are-served',
    violates: 'NDB-075',
    explain: 'The ninth peer that attaches takes the place of the first.',
    part: 'peers',
    apply: (original) => {
      const attached: string[] = []
      return {
        attach: (id, rights) => {
          original.attach(id, rights)
          attached.push(id)
          const oldest = attached.length > 8 ? original.find(attached.shift() as string) : undefined
          if (oldest !== undefined) original.link(oldest, false)
        },
      }
    },
  },
  {
    id: 'nodedb/peer-numbers-have-32-bits',
    violates: 'NDB-119',
    explain: 'Two peers whose numbers are equal in their lower 32 bits are one.',
    part: 'peers',
    apply: (original) => {
      const low = (id: string): string => `${BigInt.asUintN(32, BigInt(id))}`
      return { attach: (id, rights) => original.attach(low(id), rights), find: (id) => original.find(low(id)) }
    },
  },
  {
    id: 'nodedb/acknowledgements-ignore-case',
    violates: 'NDB-119',
    explain: 'An acknowledgement counts for every collection whose name differs in case only.',
    part: 'peers',
    apply: (original) => ({
      acknowledge: (peer, collection, id) => {
        for (const name of peer.pending.keys())
          if (name.toLowerCase() === collection.toLowerCase()) original.acknowledge(peer, name, id)
      },
    }),
  },
]
