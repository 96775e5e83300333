import type { DeltaPush } from '../../../spec/nodedb/messages.types.ts'
import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Pushed deltas that get the wrong verdict. */
export const verdictsMutants: readonly Mutant<Parts, 'verdicts'>[] = [
  {
    id: 'nodedb/sessions-apply-id-zero',
    violates: 'NDB-068',
    explain: 'A session applies a delta with id 0.',
    part: 'verdicts',
    apply: (original) => ({
      objection: (session, delta) => {
        const objection = original.objection(session, delta)
        return objection?.reason === 'id zero' ? undefined : objection
      },
    }),
  },
  {
    id: 'nodedb/strangers-deltas-are-applied',
    violates: 'NDB-117',
    explain: 'A delta is applied before the handshake.',
    part: 'verdicts',
    apply: (original) => ({
      objection: (session, delta) => original.objection({ ...session, authenticated: true }, delta),
    }),
  },
  {
    id: 'nodedb/damaged-deltas-are-acknowledged',
    violates: 'NDB-118',
    explain: 'A delta with a wrong checksum is acknowledged.',
    part: 'verdicts',
    apply: () => ({ intact: () => true }),
  },
  {
    id: 'nodedb/damage-burns-the-id',
    violates: 'NDB-118',
    explain: 'A damaged delta uses up its id.',
    part: 'verdicts',
    apply: (original, parts) => ({
      intact: (delta) => {
        const intact = original.intact(delta)
        if (!intact) parts.verdicts.remember(delta)
        return intact
      },
    }),
  },
  {
    id: 'nodedb/dedup-by-high-water-mark',
    violates: 'NDB-119',
    explain: 'An id below the highest one counts as applied.',
    part: 'verdicts',
    apply: (original) => {
      let highest = 0n
      return {
        known: (delta) => BigInt(delta.mutation_id) <= highest,
        remember: (delta) => {
          const id = BigInt(delta.mutation_id)
          if (id > highest) highest = id
          original.remember(delta)
        },
      }
    },
  },
  {
    id: 'nodedb/acknowledgements-name-the-highest-id',
    violates: 'NDB-119',
    explain: 'An acknowledgement names the highest id applied.',
    part: 'verdicts',
    apply: (original) => {
      let highest = 0n
      return {
        push: (session, delta) => {
          const answer = original.push(session, delta)
          const id = BigInt(delta.mutation_id)
          if (answer.applied.length > 0 && id > highest) highest = id
          return {
            ...answer,
            frames: answer.frames.map((frame) =>
              frame.type === 'DeltaAck' ? { ...frame, mutation_id: highest.toString() } : frame,
            ),
          }
        },
      }
    },
  },
  {
    id: 'nodedb/known-deltas-are-applied-again',
    violates: 'NDB-119',
    explain: 'A delta that was applied is applied again.',
    part: 'verdicts',
    apply: () => ({ known: () => false }),
  },
  {
    id: 'nodedb/ids-alone-tell-duplicates',
    violates: 'NDB-119',
    explain: 'A session knows a mutation by its id alone.',
    part: 'verdicts',
    apply: (original) => {
      const applied = new Set<string>()
      return {
        known: (delta) => applied.has(delta.mutation_id),
        remember: (delta) => {
          applied.add(delta.mutation_id)
          original.remember(delta)
        },
      }
    },
  },
  {
    id: 'nodedb/clients-share-their-ids',
    violates: 'NDB-119',
    explain: 'A session knows a mutation by collection and id, whoever pushed it.',
    part: 'verdicts',
    apply: (original) => {
      const applied = new Set<string>()
      return {
        known: (delta) => applied.has(JSON.stringify([delta.collection, delta.mutation_id])),
        remember: (delta) => {
          applied.add(JSON.stringify([delta.collection, delta.mutation_id]))
          original.remember(delta)
        },
      }
    },
  },
  {
    id: 'nodedb/collections-share-their-ids',
    violates: 'NDB-119',
    explain: 'A session knows a mutation by client and id, whatever its collection.',
    part: 'verdicts',
    apply: (original) => {
      const applied = new Set<string>()
      return {
        known: (delta) => applied.has(JSON.stringify([delta.peer_id, delta.mutation_id])),
        remember: (delta) => {
          applied.add(JSON.stringify([delta.peer_id, delta.mutation_id]))
          original.remember(delta)
        },
      }
    },
  },
  {
    id: 'nodedb/known-ids-are-doubles',
    violates: 'NDB-119',
    explain: 'A session compares the ids that it knows as doubles.',
    part: 'verdicts',
    apply: (original) => {
      const applied = new Set<string>()
      return {
        known: (delta) => applied.has(JSON.stringify([delta.peer_id, delta.collection, Number(delta.mutation_id)])),
        remember: (delta) => {
          applied.add(JSON.stringify([delta.peer_id, delta.collection, Number(delta.mutation_id)]))
          original.remember(delta)
        },
      }
    },
  },
  {
    id: 'nodedb/high-ids-are-only-acknowledged',
    violates: 'NDB-119',
    explain: 'Ids from 2^63 on are acknowledged and not applied.',
    part: 'verdicts',
    apply: (original) => ({
      known: (delta) => BigInt(delta.mutation_id) >= 2n ** 63n || original.known(delta),
    }),
  },
  {
    id: 'nodedb/refusals-for-the-rate-burn-the-id',
    violates: 'NDB-119',
    explain: 'A delta that is refused for the rate uses up its id.',
    part: 'verdicts',
    apply: (original, parts) => ({
      objection: (session, delta) => {
        const objection = original.objection(session, delta)
        if (objection?.hint?.kind === 'RateLimited') parts.verdicts.remember(delta)
        return objection
      },
    }),
  },
  {
    id: 'nodedb/silent-drops-burn-the-id',
    violates: 'NDB-119',
    explain: 'A delta over the rate is dropped without a word and uses up its id.',
    part: 'verdicts',
    apply: (original, parts) => ({
      push: (session, delta) => {
        const answer = original.push(session, delta)
        const [verdict] = answer.frames
        if (verdict?.type !== 'DeltaReject' || verdict.compensation?.kind !== 'RateLimited') return answer
        parts.verdicts.remember(delta)
        return { frames: [], applied: [] }
      },
    }),
  },
  {
    id: 'nodedb/the-last-hundred-mutations-are-known',
    violates: 'NDB-119',
    explain: 'Of the mutations applied the last hundred are known.',
    part: 'verdicts',
    apply: (original) => {
      const order: string[] = []
      const name = (delta: DeltaPush): string => JSON.stringify([delta.peer_id, delta.collection, delta.mutation_id])
      return {
        remember: (delta) => {
          original.remember(delta)
          order.push(name(delta))
        },
        known: (delta) => original.known(delta) && order.slice(-100).includes(name(delta)),
      }
    },
  },
  {
    id: 'nodedb/mutations-are-known-in-a-ring-of-1000',
    violates: 'NDB-119',
    explain: 'Of the mutations applied the last thousand are known.',
    part: 'verdicts',
    apply: (original) => {
      const order: string[] = []
      const name = (delta: DeltaPush): string => JSON.stringify([delta.peer_id, delta.collection, delta.mutation_id])
      return {
        remember: (delta) => {
          original.remember(delta)
          order.push(name(delta))
        },
        known: (delta) => original.known(delta) && order.slice(-1000).includes(name(delta)),
      }
    },
  },
]
