import type { Witnesses } from '../kit/mutation/witness.ts'
import { choiceWitnesses } from './witness/choices.ts'
import { controllerWitnesses } from './witness/controllers.ts'
import { horizonWitnesses } from './witness/horizons.ts'
import { interleavings } from './witness/interleavings.ts'
import { proxyWitnesses } from './witness/proxies.ts'
import { storeWitnesses } from './witness/store.ts'

/** For each mutant and variant what tells it from the reference. */
export const witnesses: Witnesses = {
  ...storeWitnesses,
  ...controllerWitnesses,
  ...proxyWitnesses,
  ...interleavings,
  ...horizonWitnesses,
  ...choiceWitnesses,
}
