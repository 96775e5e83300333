import type { Mutant } from '../../kit/mutation/mutant.ts'
import { placementMissing, staleEpoch, storeUnavailable } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

/** Reads that are resolved or gated wrongly. */
export const readerMutants: readonly Mutant<Parts, 'reader'>[] = [
  {
    id: 'osproxy/reads-are-gated-in-cutover',
    violates: 'OSP-094',
    explain: 'Reads are refused in cutover.',
    part: 'reader',
    apply: (reader, parts) => ({
      *read(instance, partition) {
        const reply = yield* reader.read(instance, partition)
        if (reply.ok?.phase !== 'cutover') return reply
        return parts.answers.refused(new Refusal('stale_epoch', true), false)
      },
    }),
  },
  {
    id: 'osproxy/multi-reads-are-gated-in-cutover',
    violates: 'OSP-094',
    explain: 'Items of a multi-get or multi-search are refused in cutover.',
    part: 'reader',
    apply: (reader) => ({
      item: (resolution) =>
        resolution.route?.phase === 'cutover'
          ? reader.item({ ...resolution, route: undefined, failure: staleEpoch })
          : reader.item(resolution),
    }),
  },
  {
    id: 'osproxy/multi-reads-are-not-repeated',
    violates: 'OSP-097',
    explain: 'Items of a multi-get or multi-search fail with the first failed read of the store. Seen in the field.',
    part: 'reader',
    apply: (reader) => ({
      item: (resolution) =>
        reader.item(resolution.attempts > 1 ? { failure: storeUnavailable(true), attempts: 1, waits: [] } : resolution),
    }),
  },
  {
    id: 'osproxy/multi-read-outage-is-called-missing',
    violates: 'OSP-101',
    explain:
      'An item of a multi-read whose store read failed is answered as if it had no placement. Seen in the field.',
    part: 'reader',
    apply: (reader) => ({
      item: (resolution) =>
        reader.item(
          resolution.failure?.status === 503 ? { attempts: 1, waits: [], failure: placementMissing } : resolution,
        ),
    }),
  },
  {
    id: 'osproxy/missing-placement-in-a-multi-read-is-a-bad-request',
    violates: 'OSP-099',
    explain: 'An item of a multi-read whose partition has no placement is answered 400.',
    part: 'reader',
    apply: (reader) => ({
      item: (resolution) =>
        resolution.failure === placementMissing ? { ...reader.item(resolution), status: 400 } : reader.item(resolution),
    }),
  },
]
