import type { Mutant } from '../../kit/mutation/mutant.ts'
import { placementMissing } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const multiReadOutageIsCalledMissing: Mutant<Parts, 'reader'> = {
  id: 'osproxy/multi-read-outage-is-called-missing',
  violates: 'OSP-101',
  explain: 'An item of a multi-read whose store read failed is answered as if it had no placement. Seen in the field.',
  part: 'reader',
  apply: (reader) => ({
    item: (resolution) =>
      reader.item(
        resolution.failure?.status === 503 ? { attempts: 1, waits: [], failure: placementMissing } : resolution,
      ),
  }),
}
