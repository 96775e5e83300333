import type { Witnesses } from '../kit/mutation/witness.ts'
import { choiceWitnesses } from './witness/choices.ts'
import { codecWitnesses } from './witness/codec.ts'
import { quantityWitnesses } from './witness/quantities.ts'
import { receiverWitnesses } from './witness/receivers.ts'
import { recoveryWitnesses } from './witness/recovery.ts'
import { senderWitnesses } from './witness/senders.ts'
import { sessionWitnesses } from './witness/sessions.ts'
import { throttleWitnesses } from './witness/throttles.ts'

/** For each mutant and variant what tells it from the reference. */
export const witnesses: Witnesses = {
  ...codecWitnesses,
  ...receiverWitnesses,
  ...recoveryWitnesses,
  ...senderWitnesses,
  ...throttleWitnesses,
  ...sessionWitnesses,
  ...quantityWitnesses,
  ...choiceWitnesses,
}
