import type { NodedbVariant } from './mutant.ts'
import { adoptsTheFirstDelta } from './variants/adopts-the-first-delta.ts'
import { asksAfterARestart } from './variants/asks-after-a-restart.ts'
import { asksForAllCollections } from './variants/asks-for-all-collections.ts'
import { collectionsInReverse } from './variants/collections-in-reverse.ts'
import { dropsIdZeroInSilence } from './variants/drops-id-zero-in-silence.ts'
import { dropsOverTheRateInSilence } from './variants/drops-over-the-rate-in-silence.ts'
import { emptyDeltasDelete } from './variants/empty-deltas-delete.ts'
import { fullQueuesDropTheOldest } from './variants/full-queues-drop-the-oldest.ts'
import { holdsByDefault } from './variants/holds-by-default.ts'
import { holdsWhileRebuilding } from './variants/holds-while-rebuilding.ts'
import { isCalmAfterAReconnect } from './variants/is-calm-after-a-reconnect.ts'
import { keepsThrottleOverSessions } from './variants/keeps-throttle-over-sessions.ts'
import { newerWireVersion } from './variants/newer-wire-version.ts'
import { noCapabilities } from './variants/no-capabilities.ts'
import { pushesBeforeItQueues } from './variants/pushes-before-it-queues.ts'
import { pushesWithoutBurst } from './variants/pushes-without-burst.ts'
import { refusesWithOtherWords } from './variants/refuses-with-other-words.ts'
import { releasesWithItsRate } from './variants/releases-with-its-rate.ts'
import { servesWhileRebuilding } from './variants/serves-while-rebuilding.ts'
import { silentAboutUnknownCollections } from './variants/silent-about-unknown-collections.ts'
import { snapshotDocumentsInReverse } from './variants/snapshot-documents-in-reverse.ts'
import { takesThreePushesAtOnce } from './variants/takes-three-pushes-at-once.ts'
import { waitsAfterASnapshot } from './variants/waits-after-a-snapshot.ts'

/** Implementations with one unusual legal choice each. */
export const variants: readonly NodedbVariant[] = [
  asksForAllCollections,
  asksAfterARestart,
  waitsAfterASnapshot,
  holdsWhileRebuilding,
  silentAboutUnknownCollections,
  emptyDeltasDelete,
  keepsThrottleOverSessions,
  newerWireVersion,
  holdsByDefault,
  adoptsTheFirstDelta,
  snapshotDocumentsInReverse,
  collectionsInReverse,
  pushesWithoutBurst,
  pushesBeforeItQueues,
  fullQueuesDropTheOldest,
  refusesWithOtherWords,
  releasesWithItsRate,
  noCapabilities,
  takesThreePushesAtOnce,
  dropsOverTheRateInSilence,
  dropsIdZeroInSilence,
  servesWhileRebuilding,
  isCalmAfterAReconnect,
]
