import type { Check } from '../kit/check.ts'
import { announcements } from './checks/monitors/announcements.ts'
import { streams } from './checks/monitors/streams.ts'
import { verdicts } from './checks/monitors/verdicts.ts'
import { acknowledgements } from './checks/scenarios/acknowledgements.ts'
import { boundedMemory } from './checks/scenarios/bounded-memory.ts'
import { casesFrom4294967294 } from './checks/scenarios/cases-from-4294967294.ts'
import { casesFrom9007199254740990 } from './checks/scenarios/cases-from-9007199254740990.ts'
import { casesFrom9223372036854775806 } from './checks/scenarios/cases-from-9223372036854775806.ts'
import { casesFrom18446744073709551612 } from './checks/scenarios/cases-from-18446744073709551612.ts'
import { checksumEdges } from './checks/scenarios/checksum-edges.ts'
import { coldStartCases } from './checks/scenarios/cold-start-cases.ts'
import { completeSnapshot } from './checks/scenarios/complete-snapshot.ts'
import { damagedFrames } from './checks/scenarios/damaged-frames.ts'
import { governorCases } from './checks/scenarios/governor-cases.ts'
import { governorCasesDefault } from './checks/scenarios/governor-cases-default.ts'
import { governorCasesFull } from './checks/scenarios/governor-cases-full.ts'
import { governorQuantities } from './checks/scenarios/governor-quantities.ts'
import { heldDeltas } from './checks/scenarios/held-deltas.ts'
import { holdingCases } from './checks/scenarios/holding-cases.ts'
import { largeSnapshot } from './checks/scenarios/large-snapshot.ts'
import { longReplays } from './checks/scenarios/long-replays.ts'
import { longStreams } from './checks/scenarios/long-streams.ts'
import { longWaits } from './checks/scenarios/long-waits.ts'
import { receiverCases } from './checks/scenarios/receiver-cases.ts'
import { receiverNames } from './checks/scenarios/receiver-names.ts'
import { receiverPeerNames } from './checks/scenarios/receiver-peer-names.ts'
import { reconnectedRequester } from './checks/scenarios/reconnected-requester.ts'
import { requestFlood } from './checks/scenarios/request-flood.ts'
import { requestIds } from './checks/scenarios/request-ids.ts'
import { requesterQuantities } from './checks/scenarios/requester-quantities.ts'
import { senderCases } from './checks/scenarios/sender-cases.ts'
import { senderNames } from './checks/scenarios/sender-names.ts'
import { senderRights } from './checks/scenarios/sender-rights.ts'
import { sessionCases } from './checks/scenarios/session-cases.ts'
import { sessionQuantities } from './checks/scenarios/session-quantities.ts'
import { sessionRateCases } from './checks/scenarios/session-rate-cases.ts'
import { unansweredRequests } from './checks/scenarios/unanswered-requests.ts'
import { governorWalk } from './checks/walks/governor-walk.ts'
import { governorWalkFull } from './checks/walks/governor-walk-full.ts'
import { governorWalkSlow } from './checks/walks/governor-walk-slow.ts'
import { receiverWalk } from './checks/walks/receiver-walk.ts'
import { receiverWalkFrom4294967293 } from './checks/walks/receiver-walk-from-4294967293.ts'
import { receiverWalkFrom9007199254740989 } from './checks/walks/receiver-walk-from-9007199254740989.ts'
import { receiverWalkFrom9223372036854775805 } from './checks/walks/receiver-walk-from-9223372036854775805.ts'
import { receiverWalkFrom18446744073709551610 } from './checks/walks/receiver-walk-from-18446744073709551610.ts'
import { receiverWalkHolding } from './checks/walks/receiver-walk-holding.ts'
import { receiverWalkLinked } from './checks/walks/receiver-walk-linked.ts'
import { receiverWalkPeers } from './checks/walks/receiver-walk-peers.ts'
import { requesterWalk } from './checks/walks/requester-walk.ts'
import { requesterWalkNarrow } from './checks/walks/requester-walk-narrow.ts'
import { senderWalk } from './checks/walks/sender-walk.ts'
import { sessionWalk } from './checks/walks/session-walk.ts'
import { crc32c } from './checks/wire/crc32c.ts'
import { drawnFrames } from './checks/wire/drawn-frames.ts'
import { frameBoundaries } from './checks/wire/frame-boundaries.ts'
import { frameHorizons } from './checks/wire/frame-horizons.ts'
import { largestBody } from './checks/wire/largest-body.ts'
import { loneSurrogates } from './checks/wire/lone-surrogates.ts'
import { unusualFrames } from './checks/wire/unusual-frames.ts'
import { vectorsP0 } from './checks/wire/vectors-p0.ts'
import { vectorsP1 } from './checks/wire/vectors-p1.ts'
import { vectorsP1Bare } from './checks/wire/vectors-p1-bare.ts'
import { vectorsP1m } from './checks/wire/vectors-p1m.ts'
import { vectorsP2 } from './checks/wire/vectors-p2.ts'
import { vectorsP4 } from './checks/wire/vectors-p4.ts'
import { vectorsP4Pairnil } from './checks/wire/vectors-p4-pairnil.ts'
import { vectorsP4PlainPairnil } from './checks/wire/vectors-p4-plain-pairnil.ts'
import { vectorsP5 } from './checks/wire/vectors-p5.ts'
import { vectorsP6 } from './checks/wire/vectors-p6.ts'

/** Every check of the protocol in the order in which they run: fixed frames and cases first, then walks, and the monitors that watch all of them. */
export const checks: readonly Check[] = [
  // wire
  vectorsP1,
  vectorsP1m,
  vectorsP2,
  vectorsP0,
  vectorsP4PlainPairnil,
  vectorsP5,
  vectorsP1Bare,
  vectorsP4,
  vectorsP4Pairnil,
  vectorsP6,
  unusualFrames,
  frameBoundaries,
  drawnFrames,
  frameHorizons,
  crc32c,
  loneSurrogates,
  largestBody,
  // scenarios
  acknowledgements,
  completeSnapshot,
  requestFlood,
  checksumEdges,
  unansweredRequests,
  receiverNames,
  receiverPeerNames,
  largeSnapshot,
  senderNames,
  senderRights,
  receiverCases,
  holdingCases,
  longStreams,
  longWaits,
  heldDeltas,
  damagedFrames,
  coldStartCases,
  casesFrom4294967294,
  casesFrom9007199254740990,
  casesFrom9223372036854775806,
  casesFrom18446744073709551612,
  senderCases,
  longReplays,
  requestIds,
  reconnectedRequester,
  requesterQuantities,
  sessionCases,
  sessionRateCases,
  sessionQuantities,
  governorCases,
  governorCasesFull,
  governorCasesDefault,
  governorQuantities,
  boundedMemory,
  // walks
  receiverWalk,
  receiverWalkHolding,
  receiverWalkPeers,
  receiverWalkLinked,
  receiverWalkFrom4294967293,
  receiverWalkFrom9007199254740989,
  receiverWalkFrom9223372036854775805,
  receiverWalkFrom18446744073709551610,
  senderWalk,
  requesterWalk,
  requesterWalkNarrow,
  governorWalk,
  governorWalkSlow,
  governorWalkFull,
  sessionWalk,
  // monitors
  streams,
  announcements,
  verdicts,
]
