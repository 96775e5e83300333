import type { Mutant } from '../kit/mutation/mutant.ts'
import { answeringMutants } from './mutants/answering.ts'
import { applierMutants } from './mutants/applier.ts'
import { checksumMutants } from './mutants/checksum.ts'
import { classifierMutants } from './mutants/classifier.ts'
import { codecFramesMutants } from './mutants/codec-frames.ts'
import { codecMessagesMutants } from './mutants/codec-messages.ts'
import { codecValuesMutants } from './mutants/codec-values.ts'
import { durableMutants } from './mutants/durable.ts'
import { holdMutants } from './mutants/hold.ts'
import { intakeMutants } from './mutants/intake.ts'
import { limitsMutants } from './mutants/limits.ts'
import { logMutants } from './mutants/log.ts'
import { marksMutants } from './mutants/marks.ts'
import { needsMutants } from './mutants/needs.ts'
import { pacingMutants } from './mutants/pacing.ts'
import { peersMutants } from './mutants/peers.ts'
import { pusherMutants } from './mutants/pusher.ts'
import { requestsMutants } from './mutants/requests.ts'
import { sessionsMutants } from './mutants/sessions.ts'
import { snapshotsMutants } from './mutants/snapshots.ts'
import { streamsMutants } from './mutants/streams.ts'
import { verdictsMutants } from './mutants/verdicts.ts'
import type { Parts } from './reference/parts.ts'

/** Implementations with one fault each, in the order of what they violate. */
export const mutants: readonly Mutant<Parts>[] = [
  ...answeringMutants,
  ...applierMutants,
  ...checksumMutants,
  ...classifierMutants,
  ...codecFramesMutants,
  ...codecMessagesMutants,
  ...codecValuesMutants,
  ...durableMutants,
  ...holdMutants,
  ...intakeMutants,
  ...limitsMutants,
  ...logMutants,
  ...marksMutants,
  ...needsMutants,
  ...pacingMutants,
  ...peersMutants,
  ...pusherMutants,
  ...requestsMutants,
  ...sessionsMutants,
  ...snapshotsMutants,
  ...streamsMutants,
  ...verdictsMutants,
]
