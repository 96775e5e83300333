import type { Mutant } from '../kit/mutation/mutant.ts'
import { abortInDrainingGoesOn } from './mutants/abort-in-draining-goes-on.ts'
import { abortInDrainingIsIgnored } from './mutants/abort-in-draining-is-ignored.ts'
import { abortIsRefusedInCutover } from './mutants/abort-is-refused-in-cutover.ts'
import { abortKeepsTheDrainingStampValid } from './mutants/abort-keeps-the-draining-stamp-valid.ts'
import { abortRestoresTheEpoch } from './mutants/abort-restores-the-epoch.ts'
import { abortWaitsForTheBarrier } from './mutants/abort-waits-for-the-barrier.ts'
import { abortedEpochIsGivenAgain } from './mutants/aborted-epoch-is-given-again.ts'
import { anotherControllersCutoverCounts } from './mutants/another-controllers-cutover-counts.ts'
import { backoffIsLinear } from './mutants/backoff-is-linear.ts'
import { backoffOverflows } from './mutants/backoff-overflows.ts'
import { barrierCountsFromBegin } from './mutants/barrier-counts-from-begin.ts'
import { barrierMasksRefusals } from './mutants/barrier-masks-refusals.ts'
import { barrierPassesOneNanosecondEarly } from './mutants/barrier-passes-one-nanosecond-early.ts'
import { barrierSettingIsIgnored } from './mutants/barrier-setting-is-ignored.ts'
import { barrierWantsOneNanosecondMore } from './mutants/barrier-wants-one-nanosecond-more.ts'
import { beginKeepsTheEpoch } from './mutants/begin-keeps-the-epoch.ts'
import { beginPlacesAnUnknownPartition } from './mutants/begin-places-an-unknown-partition.ts'
import { beginRedirectsInCutover } from './mutants/begin-redirects-in-cutover.ts'
import { beginRefusalIsCalledRetryable } from './mutants/begin-refusal-is-called-retryable.ts'
import { beginReusesAnAbortedDestination } from './mutants/begin-reuses-an-aborted-destination.ts'
import { beginSkipsDraining } from './mutants/begin-skips-draining.ts'
import { beginTakesNoLock } from './mutants/begin-takes-no-lock.ts'
import { bulkAnswersComeInOrderOfDispatch } from './mutants/bulk-answers-come-in-order-of-dispatch.ts'
import { bulkDeadlineStartsAtSend } from './mutants/bulk-deadline-starts-at-send.ts'
import { bulkGoesToTheTargetOfItsFirstItem } from './mutants/bulk-goes-to-the-target-of-its-first-item.ts'
import { bulkIsGatedWhenPrepared } from './mutants/bulk-is-gated-when-prepared.ts'
import { bulkItemOutageIsCalledMissing } from './mutants/bulk-item-outage-is-called-missing.ts'
import { bulkItemsSkipTheGate } from './mutants/bulk-items-skip-the-gate.ts'
import { busyStoreReportsBackend } from './mutants/busy-store-reports-backend.ts'
import { clockBelowZeroEndsTheProcess } from './mutants/clock-below-zero-ends-the-process.ts'
import { clockSteppingBackAddsToTheWait } from './mutants/clock-stepping-back-adds-to-the-wait.ts'
import { clockSteppingBackWraps } from './mutants/clock-stepping-back-wraps.ts'
import { completeAndAbortRace } from './mutants/complete-and-abort-race.ts'
import { completionAnswersTheCutoverEpoch } from './mutants/completion-answers-the-cutover-epoch.ts'
import { completionIgnoresTheBarrier } from './mutants/completion-ignores-the-barrier.ts'
import { completionIsUnconditional } from './mutants/completion-is-unconditional.ts'
import { completionSkipsCutover } from './mutants/completion-skips-cutover.ts'
import { completionTurnsBack } from './mutants/completion-turns-back.ts'
import { completionWritesAMarker } from './mutants/completion-writes-a-marker.ts'
import { constantIdRuleIsAccepted } from './mutants/constant-id-rule-is-accepted.ts'
import { cutoverAdmitsItsOwnEpoch } from './mutants/cutover-admits-its-own-epoch.ts'
import { cutoverAdmitsTheDrainingStamp } from './mutants/cutover-admits-the-draining-stamp.ts'
import { cutoverForgetsTheInjection } from './mutants/cutover-forgets-the-injection.ts'
import { cutoverIsShownAsSettled } from './mutants/cutover-is-shown-as-settled.ts'
import { cutoverOfASettledPartitionIsMisnamed } from './mutants/cutover-of-a-settled-partition-is-misnamed.ts'
import { cutoverOfAnUnknownPartitionEndsTheProcess } from './mutants/cutover-of-an-unknown-partition-ends-the-process.ts'
import { cutoverOfAnotherPartitionProlongsTheWait } from './mutants/cutover-of-another-partition-prolongs-the-wait.ts'
import { cutoverPublishesItsEpochFirst } from './mutants/cutover-publishes-its-epoch-first.ts'
import { cutoverStaysOpenWithinACluster } from './mutants/cutover-stays-open-within-a-cluster.ts'
import { deadlineIsForgottenWhileWaiting } from './mutants/deadline-is-forgotten-while-waiting.ts'
import { deadlineIsOneNanosecondLonger } from './mutants/deadline-is-one-nanosecond-longer.ts'
import { deadlineStartsAtSend } from './mutants/deadline-starts-at-send.ts'
import { defaultBarrierIsShorter } from './mutants/default-barrier-is-shorter.ts'
import { deletesSkipTheGate } from './mutants/deletes-skip-the-gate.ts'
import { destinationMustBeAnotherCluster } from './mutants/destination-must-be-another-cluster.ts'
import { drainingAdmitsOnlyStampsFromBefore } from './mutants/draining-admits-only-stamps-from-before.ts'
import { drainingAdmitsStampsFromBefore } from './mutants/draining-admits-stamps-from-before.ts'
import { drainingBlocksWrites } from './mutants/draining-blocks-writes.ts'
import { drainingWritesAreDoubled } from './mutants/draining-writes-are-doubled.ts'
import { drainingWritesAreSentAhead } from './mutants/draining-writes-are-sent-ahead.ts'
import { drainingWritesGoToTheDestination } from './mutants/draining-writes-go-to-the-destination.ts'
import { eighthInjectedFieldIsLost } from './mutants/eighth-injected-field-is-lost.ts'
import { entryVanishesWhileItIsReplaced } from './mutants/entry-vanishes-while-it-is-replaced.ts'
import { epochsAreReadAsSigned } from './mutants/epochs-are-read-as-signed.ts'
import { epochsAreReadThroughADouble } from './mutants/epochs-are-read-through-a-double.ts'
import { epochsAreWrittenThroughADouble } from './mutants/epochs-are-written-through-a-double.ts'
import { epochsStartAtZero } from './mutants/epochs-start-at-zero.ts'
import { epochsStopGrowing } from './mutants/epochs-stop-growing.ts'
import { epochsWrap } from './mutants/epochs-wrap.ts'
import { everyBackendFailureIsRetryable } from './mutants/every-backend-failure-is-retryable.ts'
import { expectedEpochIsCheckedAfterThePhase } from './mutants/expected-epoch-is-checked-after-the-phase.ts'
import { expectedEpochIsCheckedFirst } from './mutants/expected-epoch-is-checked-first.ts'
import { expectedEpochIsIgnored } from './mutants/expected-epoch-is-ignored.ts'
import { expectedEpochMayBeOlder } from './mutants/expected-epoch-may-be-older.ts'
import { explanationOfSuccessHidesThePhase } from './mutants/explanation-of-success-hides-the-phase.ts'
import { explanationShowsInjectedConstants } from './mutants/explanation-shows-injected-constants.ts'
import { explanationShowsThePhaseOfNow } from './mutants/explanation-shows-the-phase-of-now.ts'
import { failedCompletionWaitsAgain } from './mutants/failed-completion-waits-again.ts'
import { failedCutoverStartsTheWait } from './mutants/failed-cutover-starts-the-wait.ts'
import { failedWriterPoisonsThePartition } from './mutants/failed-writer-poisons-the-partition.ts'
import { finalStoreFailureIsRepeated } from './mutants/final-store-failure-is-repeated.ts'
import { firstResolveAfterAFlipYieldsTheOrigin } from './mutants/first-resolve-after-a-flip-yields-the-origin.ts'
import { firstWaitExceedsTheCap } from './mutants/first-wait-exceeds-the-cap.ts'
import { flipRevivesTheDrainingStamp } from './mutants/flip-revives-the-draining-stamp.ts'
import { fourthPollFlips } from './mutants/fourth-poll-flips.ts'
import { gateAdmitsFutureStamps } from './mutants/gate-admits-future-stamps.ts'
import { gateCompares53Bits } from './mutants/gate-compares-53-bits.ts'
import { gateComparesPlacements } from './mutants/gate-compares-placements.ts'
import { gateIsLeftAtItsDefault } from './mutants/gate-is-left-at-its-default.ts'
import { gateReadsEpochBeforePhase } from './mutants/gate-reads-epoch-before-phase.ts'
import { gateRejectsTheSecondPartition } from './mutants/gate-rejects-the-second-partition.ts'
import { gateToleratesOneChange } from './mutants/gate-tolerates-one-change.ts'
import { gateVerdictComesFromTheResolve } from './mutants/gate-verdict-comes-from-the-resolve.ts'
import { gateVerdictsAreCached } from './mutants/gate-verdicts-are-cached.ts'
import { gateWantsTheLatestGeneration } from './mutants/gate-wants-the-latest-generation.ts'
import { generationShowsTheNextNumber } from './mutants/generation-shows-the-next-number.ts'
import { heldBulkItemIsAnswered503 } from './mutants/held-bulk-item-is-answered-503.ts'
import { heldItemFailsTheWholeBulk } from './mutants/held-item-fails-the-whole-bulk.ts'
import { heldItemsAreNoErrors } from './mutants/held-items-are-no-errors.ts'
import { heldWriteHasNoRemediation } from './mutants/held-write-has-no-remediation.ts'
import { heldWriteIsExplainedAsAnOutage } from './mutants/held-write-is-explained-as-an-outage.ts'
import { heldWritesOutliveTheirDeadline } from './mutants/held-writes-outlive-their-deadline.ts'
import { impossibleSetReportsBackend } from './mutants/impossible-set-reports-backend.ts'
import { injectedFieldsAreSorted } from './mutants/injected-fields-are-sorted.ts'
import { journalLagsOneChange } from './mutants/journal-lags-one-change.ts'
import { labelHidesAMoveInPlace } from './mutants/label-hides-a-move-in-place.ts'
import { labelStaysDrainingInCutover } from './mutants/label-stays-draining-in-cutover.ts'
import { lastEpochIsNeverGiven } from './mutants/last-epoch-is-never-given.ts'
import { leadingZerosAreAccepted } from './mutants/leading-zeros-are-accepted.ts'
import { longNamesAreRefused } from './mutants/long-names-are-refused.ts'
import { lostAbortTakesEffect } from './mutants/lost-abort-takes-effect.ts'
import { lostCutoverReplyLeavesHalfAChange } from './mutants/lost-cutover-reply-leaves-half-a-change.ts'
import { messagesAreMixedUp } from './mutants/messages-are-mixed-up.ts'
import { migratingEndsAtCutover } from './mutants/migrating-ends-at-cutover.ts'
import { missingIdRuleIsAccepted } from './mutants/missing-id-rule-is-accepted.ts'
import { missingPlacementIsLookedUpAgain } from './mutants/missing-placement-is-looked-up-again.ts'
import { moveInPlaceHasNoCutover } from './mutants/move-in-place-has-no-cutover.ts'
import { movesWithinAClusterBlockWrites } from './mutants/moves-within-a-cluster-block-writes.ts'
import { multiReadOutageIsCalledMissing } from './mutants/multi-read-outage-is-called-missing.ts'
import { multiReadsAreGatedInCutover } from './mutants/multi-reads-are-gated-in-cutover.ts'
import { multiReadsAreNotRepeated } from './mutants/multi-reads-are-not-repeated.ts'
import { namesAreCut } from './mutants/names-are-cut.ts'
import { namesAreLimitedInCharacters } from './mutants/names-are-limited-in-characters.ts'
import { namesAreNormalised } from './mutants/names-are-normalised.ts'
import { namesAreTrimmed } from './mutants/names-are-trimmed.ts'
import { neighboursGetAFreshEpoch } from './mutants/neighbours-get-a-fresh-epoch.ts'
import { newControllerDoesNotWait } from './mutants/new-controller-does-not-wait.ts'
import { noAttemptsMeansDefault } from './mutants/no-attempts-means-default.ts'
import { noMigrationAfterAnAbort } from './mutants/no-migration-after-an-abort.ts'
import { nowhereToReadInCutover } from './mutants/nowhere-to-read-in-cutover.ts'
import { nullConstantComesBackEmpty } from './mutants/null-constant-comes-back-empty.ts'
import { oneAttemptTooMany } from './mutants/one-attempt-too-many.ts'
import { originIsRememberedFromTheFirstMigration } from './mutants/origin-is-remembered-from-the-first-migration.ts'
import { outageFallsBackOnTheLastRoute } from './mutants/outage-falls-back-on-the-last-route.ts'
import { outageIsCalledFinal } from './mutants/outage-is-called-final.ts'
import { overflowingGroupIsDropped } from './mutants/overflowing-group-is-dropped.ts'
import { partitionsShareOneWait } from './mutants/partitions-share-one-wait.ts'
import { pendingBarrierIsCalledFinal } from './mutants/pending-barrier-is-called-final.ts'
import { phaseRefusalsShareOneCode } from './mutants/phase-refusals-share-one-code.ts'
import { placedPartitionCannotBeSet } from './mutants/placed-partition-cannot-be-set.ts'
import { placementsAreCachedPerInstance } from './mutants/placements-are-cached-per-instance.ts'
import { placingAgainReusesTheEpoch } from './mutants/placing-again-reuses-the-epoch.ts'
import { pollingRestartsTheWait } from './mutants/polling-restarts-the-wait.ts'
import { pollingShortensTheWait } from './mutants/polling-shortens-the-wait.ts'
import { proxyTriesAgainByItself } from './mutants/proxy-tries-again-by-itself.ts'
import { queuedDeletesAreNotGated } from './mutants/queued-deletes-are-not-gated.ts'
import { queuedWritesAreNotGated } from './mutants/queued-writes-are-not-gated.ts'
import { readingACutoverEndsIt } from './mutants/reading-a-cutover-ends-it.ts'
import { readsAreGatedInCutover } from './mutants/reads-are-gated-in-cutover.ts'
import { readsFlipAtCutover } from './mutants/reads-flip-at-cutover.ts'
import { reasonNamesThePartition } from './mutants/reason-names-the-partition.ts'
import { reasonOutgrowsItsLimit } from './mutants/reason-outgrows-its-limit.ts'
import { reasonRepeatsTheBackend } from './mutants/reason-repeats-the-backend.ts'
import { refusedBeginTakesANumber } from './mutants/refused-begin-takes-a-number.ts'
import { refusedCutoverRenewsTheEpoch } from './mutants/refused-cutover-renews-the-epoch.ts'
import { refusedRequestIsCarriedOut } from './mutants/refused-request-is-carried-out.ts'
import { rejectInCutoverIsFinal } from './mutants/reject-in-cutover-is-final.ts'
import { rejectedDeletesReachTheCluster } from './mutants/rejected-deletes-reach-the-cluster.ts'
import { rejectedWriteAbortsTheMigration } from './mutants/rejected-write-aborts-the-migration.ts'
import { rejectingTakesANumber } from './mutants/rejecting-takes-a-number.ts'
import { rejectionCostsTheNextWriteToo } from './mutants/rejection-costs-the-next-write-too.ts'
import { rejectionHasAnotherCode } from './mutants/rejection-has-another-code.ts'
import { releaseOfALateRequestEndsTheProcess } from './mutants/release-of-a-late-request-ends-the-process.ts'
import { remainingTimeIsRoundedUp } from './mutants/remaining-time-is-rounded-up.ts'
import { repeatedAbortIsAccepted } from './mutants/repeated-abort-is-accepted.ts'
import { repeatedBeginIsAccepted } from './mutants/repeated-begin-is-accepted.ts'
import { repeatedCompletionIsAccepted } from './mutants/repeated-completion-is-accepted.ts'
import { repeatedCutoverEndsTheWait } from './mutants/repeated-cutover-ends-the-wait.ts'
import { repeatedCutoverIsAccepted } from './mutants/repeated-cutover-is-accepted.ts'
import { requestPathSkipsTheGate } from './mutants/request-path-skips-the-gate.ts'
import { resolveJoinsTwoReads } from './mutants/resolve-joins-two-reads.ts'
import { restartForgetsTheGeneration } from './mutants/restart-forgets-the-generation.ts'
import { restartSettlesMigrations } from './mutants/restart-settles-migrations.ts'
import { samePlacementIsAcceptedOnce } from './mutants/same-placement-is-accepted-once.ts'
import { samePlacementKeepsItsEpoch } from './mutants/same-placement-keeps-its-epoch.ts'
import { secondCopyRenewsTheEpoch } from './mutants/second-copy-renews-the-epoch.ts'
import { secondCutoverNeverCompletes } from './mutants/second-cutover-never-completes.ts'
import { secondInstanceLags } from './mutants/second-instance-lags.ts'
import { setCancelsAMigration } from './mutants/set-cancels-a-migration.ts'
import { setCancelsInCutoverOnly } from './mutants/set-cancels-in-cutover-only.ts'
import { setDrawsItsEpochBeforeTheLock } from './mutants/set-draws-its-epoch-before-the-lock.ts'
import { setKeepsTheOldStampValid } from './mutants/set-keeps-the-old-stamp-valid.ts'
import { settledPlacementsAreCachedForOneMoreRequest } from './mutants/settled-placements-are-cached-for-one-more-request.ts'
import { settledReadsDropInjection } from './mutants/settled-reads-drop-injection.ts'
import { settledWritesLoseTheIndex } from './mutants/settled-writes-lose-the-index.ts'
import { sharedIndexWithoutFieldsListIsAccepted } from './mutants/shared-index-without-fields-list-is-accepted.ts'
import { silentGateIsOpen } from './mutants/silent-gate-is-open.ts'
import { silentGateLooksLikeAConflict } from './mutants/silent-gate-looks-like-a-conflict.ts'
import { slowTransitionDelaysTheOthers } from './mutants/slow-transition-delays-the-others.ts'
import { stampIsTakenAtTheGate } from './mutants/stamp-is-taken-at-the-gate.ts'
import { stampIsTheGeneration } from './mutants/stamp-is-the-generation.ts'
import { stampZeroIsAdmitted } from './mutants/stamp-zero-is-admitted.ts'
import { storeFailureHasNoCodeOfItsOwn } from './mutants/store-failure-has-no-code-of-its-own.ts'
import { storeReadsAreNotRepeated } from './mutants/store-reads-are-not-repeated.ts'
import { surplusIndexIsAccepted } from './mutants/surplus-index-is-accepted.ts'
import { unknownCodeIsCalledRetryable } from './mutants/unknown-code-is-called-retryable.ts'
import { unknownCodeIsNoObstacle } from './mutants/unknown-code-is-no-obstacle.ts'
import { unknownMembersAreIgnored } from './mutants/unknown-members-are-ignored.ts'
import { unknownPartitionIsCheckedLast } from './mutants/unknown-partition-is-checked-last.ts'
import { unknownPartitionIsOpen } from './mutants/unknown-partition-is-open.ts'
import { unreadableStateSkipsTheWait } from './mutants/unreadable-state-skips-the-wait.ts'
import { waitOfAnEarlierCutoverCounts } from './mutants/wait-of-an-earlier-cutover-counts.ts'
import { waitSurvivesARestart } from './mutants/wait-survives-a-restart.ts'
import { waitsAfterTheLastAttempt } from './mutants/waits-after-the-last-attempt.ts'
import { writeFollowsThePartition } from './mutants/write-follows-the-partition.ts'
import { writesSkipInjectionWhileDraining } from './mutants/writes-skip-injection-while-draining.ts'
import { writesStayBlockedAfterAbort } from './mutants/writes-stay-blocked-after-abort.ts'
import { zeroBarrierMeansDefault } from './mutants/zero-barrier-means-default.ts'
import type { Parts } from './reference/parts.ts'

type OsproxyMutant = { [Name in keyof Parts & string]: Mutant<Parts, Name> }[keyof Parts & string]

/** Faulty implementations of osproxy, each wrong in one way, in the order of the requirement that it violates. */
export const mutants: readonly OsproxyMutant[] = [
  labelHidesAMoveInPlace,
  labelStaysDrainingInCutover,
  cutoverIsShownAsSettled,
  surplusIndexIsAccepted,
  sharedIndexWithoutFieldsListIsAccepted,
  injectedFieldsAreSorted,
  eighthInjectedFieldIsLost,
  nullConstantComesBackEmpty,
  rejectInCutoverIsFinal,
  storeFailureHasNoCodeOfItsOwn,
  phaseRefusalsShareOneCode,
  messagesAreMixedUp,
  reasonRepeatsTheBackend,
  reasonNamesThePartition,
  reasonOutgrowsItsLimit,
  epochsAreReadThroughADouble,
  epochsAreWrittenThroughADouble,
  epochsAreReadAsSigned,
  leadingZerosAreAccepted,
  unknownMembersAreIgnored,
  refusedRequestIsCarriedOut,
  completionAnswersTheCutoverEpoch,
  resolveJoinsTwoReads,
  namesAreTrimmed,
  namesAreNormalised,
  namesAreCut,
  longNamesAreRefused,
  namesAreLimitedInCharacters,
  unknownCodeIsNoObstacle,
  unknownCodeIsCalledRetryable,
  settledReadsDropInjection,
  readsFlipAtCutover,
  nowhereToReadInCutover,
  entryVanishesWhileItIsReplaced,
  settledWritesLoseTheIndex,
  drainingWritesGoToTheDestination,
  cutoverStaysOpenWithinACluster,
  drainingBlocksWrites,
  drainingWritesAreSentAhead,
  migratingEndsAtCutover,
  writesSkipInjectionWhileDraining,
  samePlacementKeepsItsEpoch,
  placedPartitionCannotBeSet,
  setCancelsAMigration,
  setCancelsInCutoverOnly,
  beginSkipsDraining,
  beginReusesAnAbortedDestination,
  repeatedBeginIsAccepted,
  beginRedirectsInCutover,
  beginPlacesAnUnknownPartition,
  unknownPartitionIsCheckedLast,
  destinationMustBeAnotherCluster,
  cutoverForgetsTheInjection,
  repeatedCutoverIsAccepted,
  cutoverOfASettledPartitionIsMisnamed,
  completionTurnsBack,
  completionSkipsCutover,
  repeatedCompletionIsAccepted,
  abortInDrainingGoesOn,
  writesStayBlockedAfterAbort,
  abortIsRefusedInCutover,
  repeatedAbortIsAccepted,
  cutoverOfAnUnknownPartitionEndsTheProcess,
  abortInDrainingIsIgnored,
  refusedBeginTakesANumber,
  refusedCutoverRenewsTheEpoch,
  originIsRememberedFromTheFirstMigration,
  noMigrationAfterAnAbort,
  samePlacementIsAcceptedOnce,
  moveInPlaceHasNoCutover,
  completionWritesAMarker,
  beginTakesNoLock,
  completeAndAbortRace,
  epochsStartAtZero,
  stampZeroIsAdmitted,
  beginKeepsTheEpoch,
  abortRestoresTheEpoch,
  placingAgainReusesTheEpoch,
  abortedEpochIsGivenAgain,
  neighboursGetAFreshEpoch,
  rejectingTakesANumber,
  readingACutoverEndsIt,
  generationShowsTheNextNumber,
  setDrawsItsEpochBeforeTheLock,
  epochsWrap,
  epochsStopGrowing,
  lastEpochIsNeverGiven,
  restartForgetsTheGeneration,
  restartSettlesMigrations,
  journalLagsOneChange,
  gateCompares53Bits,
  gateRejectsTheSecondPartition,
  cutoverAdmitsItsOwnEpoch,
  cutoverAdmitsTheDrainingStamp,
  gateToleratesOneChange,
  gateAdmitsFutureStamps,
  unknownPartitionIsOpen,
  setKeepsTheOldStampValid,
  drainingAdmitsStampsFromBefore,
  drainingAdmitsOnlyStampsFromBefore,
  flipRevivesTheDrainingStamp,
  firstResolveAfterAFlipYieldsTheOrigin,
  abortKeepsTheDrainingStampValid,
  gateComparesPlacements,
  gateWantsTheLatestGeneration,
  cutoverPublishesItsEpochFirst,
  gateReadsEpochBeforePhase,
  completionIgnoresTheBarrier,
  barrierCountsFromBegin,
  remainingTimeIsRoundedUp,
  barrierPassesOneNanosecondEarly,
  barrierWantsOneNanosecondMore,
  zeroBarrierMeansDefault,
  pollingRestartsTheWait,
  pollingShortensTheWait,
  barrierSettingIsIgnored,
  defaultBarrierIsShorter,
  bulkDeadlineStartsAtSend,
  heldWritesOutliveTheirDeadline,
  deadlineIsOneNanosecondLonger,
  waitOfAnEarlierCutoverCounts,
  anotherControllersCutoverCounts,
  newControllerDoesNotWait,
  waitSurvivesARestart,
  unreadableStateSkipsTheWait,
  abortWaitsForTheBarrier,
  barrierMasksRefusals,
  failedCompletionWaitsAgain,
  failedCutoverStartsTheWait,
  partitionsShareOneWait,
  cutoverOfAnotherPartitionProlongsTheWait,
  fourthPollFlips,
  clockSteppingBackWraps,
  clockSteppingBackAddsToTheWait,
  completionIsUnconditional,
  rejectedWriteAbortsTheMigration,
  placementsAreCachedPerInstance,
  settledPlacementsAreCachedForOneMoreRequest,
  gateVerdictComesFromTheResolve,
  gateVerdictsAreCached,
  secondInstanceLags,
  silentGateIsOpen,
  silentGateLooksLikeAConflict,
  stampIsTheGeneration,
  stampIsTakenAtTheGate,
  rejectedDeletesReachTheCluster,
  rejectionHasAnotherCode,
  heldBulkItemIsAnswered503,
  proxyTriesAgainByItself,
  queuedWritesAreNotGated,
  queuedDeletesAreNotGated,
  deletesSkipTheGate,
  bulkItemsSkipTheGate,
  requestPathSkipsTheGate,
  heldItemFailsTheWholeBulk,
  bulkAnswersComeInOrderOfDispatch,
  heldItemsAreNoErrors,
  overflowingGroupIsDropped,
  bulkIsGatedWhenPrepared,
  readsAreGatedInCutover,
  multiReadsAreGatedInCutover,
  drainingWritesAreDoubled,
  writeFollowsThePartition,
  bulkGoesToTheTargetOfItsFirstItem,
  storeReadsAreNotRepeated,
  noAttemptsMeansDefault,
  oneAttemptTooMany,
  multiReadsAreNotRepeated,
  backoffIsLinear,
  backoffOverflows,
  firstWaitExceedsTheCap,
  waitsAfterTheLastAttempt,
  missingPlacementIsLookedUpAgain,
  finalStoreFailureIsRepeated,
  outageFallsBackOnTheLastRoute,
  outageIsCalledFinal,
  bulkItemOutageIsCalledMissing,
  multiReadOutageIsCalledMissing,
  explanationOfSuccessHidesThePhase,
  explanationShowsThePhaseOfNow,
  heldWriteHasNoRemediation,
  heldWriteIsExplainedAsAnOutage,
  explanationShowsInjectedConstants,
  constantIdRuleIsAccepted,
  missingIdRuleIsAccepted,
  gateIsLeftAtItsDefault,
  deadlineStartsAtSend,
  deadlineIsForgottenWhileWaiting,
  lostCutoverReplyLeavesHalfAChange,
  lostAbortTakesEffect,
  repeatedCutoverEndsTheWait,
  busyStoreReportsBackend,
  impossibleSetReportsBackend,
  everyBackendFailureIsRetryable,
  pendingBarrierIsCalledFinal,
  beginRefusalIsCalledRetryable,
  secondCopyRenewsTheEpoch,
  expectedEpochIsIgnored,
  expectedEpochMayBeOlder,
  expectedEpochIsCheckedAfterThePhase,
  expectedEpochIsCheckedFirst,
  movesWithinAClusterBlockWrites,
  rejectionCostsTheNextWriteToo,
  secondCutoverNeverCompletes,
  slowTransitionDelaysTheOthers,
  failedWriterPoisonsThePartition,
  clockBelowZeroEndsTheProcess,
  releaseOfALateRequestEndsTheProcess,
]
