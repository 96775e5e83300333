import type { Check } from '../kit/check.ts'
import { governorCases } from './checks/governor-cases.ts'
import { names } from './checks/names.ts'
import { receiverCases } from './checks/receiver-cases.ts'
import { scripts } from './checks/scripts.ts'
import { senderCases } from './checks/sender-cases.ts'
import { sessionCases } from './checks/session-cases.ts'
import {
  boundaryWalks,
  fullGovernorWalk,
  governorWalk,
  holdingWalk,
  narrowRequesterWalk,
  peersWalk,
  receiverWalk,
  requesterWalk,
  senderWalk,
  sessionWalk,
  slowGovernorWalk,
} from './checks/walks.ts'
import { watch } from './checks/watch.ts'
import { wire } from './checks/wire.ts'

/** Every check of the protocol: fixed frames and scenarios first, then walks. */
export const checks: readonly Check[] = [
  ...wire,
  ...scripts,
  ...names,
  ...receiverCases,
  senderCases,
  ...sessionCases,
  ...governorCases,
  receiverWalk,
  holdingWalk,
  peersWalk,
  ...boundaryWalks,
  senderWalk,
  requesterWalk,
  narrowRequesterWalk,
  governorWalk,
  slowGovernorWalk,
  fullGovernorWalk,
  sessionWalk,
  ...watch,
]
