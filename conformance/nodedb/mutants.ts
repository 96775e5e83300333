import type { NodedbMutant } from './mutant.ts'
import { aCrashForgetsNext } from './mutants/a-crash-forgets-next.ts'
import { aReconnectAdoptsWhatComes } from './mutants/a-reconnect-adopts-what-comes.ts'
import { acknowledgementsCoverLowerIds } from './mutants/acknowledgements-cover-lower-ids.ts'
import { acknowledgementsNameTheHighestId } from './mutants/acknowledgements-name-the-highest-id.ts'
import { allowancesAreRoundedDown } from './mutants/allowances-are-rounded-down.ts'
import { answersGoToEverybody } from './mutants/answers-go-to-everybody.ts'
import { bodiesArePadded } from './mutants/bodies-are-padded.ts'
import { bodiesChooseTheirType } from './mutants/bodies-choose-their-type.ts'
import { burstsAreDouble } from './mutants/bursts-are-double.ts'
import { changedRatesRefill } from './mutants/changed-rates-refill.ts'
import { checksumsStartAtZero } from './mutants/checksums-start-at-zero.ts'
import { clientsObeyThrottles } from './mutants/clients-obey-throttles.ts'
import { clientsShareTheirIds } from './mutants/clients-share-their-ids.ts'
import { clocksAreToldToStrangers } from './mutants/clocks-are-told-to-strangers.ts'
import { codecJudgesGaps } from './mutants/codec-judges-gaps.ts'
import { collectionGoesBeforeTheId } from './mutants/collection-goes-before-the-id.ts'
import { collectionsShareTheirIds } from './mutants/collections-share-their-ids.ts'
import { connectionsShareTheirHandshake } from './mutants/connections-share-their-handshake.ts'
import { consumedCountsTheTail } from './mutants/consumed-counts-the-tail.ts'
import { controlFramesWait } from './mutants/control-frames-wait.ts'
import { corruptionIsResumed } from './mutants/corruption-is-resumed.ts'
import { damageAheadIsAskedTwice } from './mutants/damage-ahead-is-asked-twice.ts'
import { damageBurnsTheId } from './mutants/damage-burns-the-id.ts'
import { damageEscalatesEarly } from './mutants/damage-escalates-early.ts'
import { damageIsAskedBehind } from './mutants/damage-is-asked-behind.ts'
import { damageIsReportedAsGap } from './mutants/damage-is-reported-as-gap.ts'
import { damageNeverEscalates } from './mutants/damage-never-escalates.ts'
import { damagedDeltasAreAcknowledged } from './mutants/damaged-deltas-are-acknowledged.ts'
import { damagedDeltasAreApplied } from './mutants/damaged-deltas-are-applied.ts'
import { damagedDeltasCrash } from './mutants/damaged-deltas-crash.ts'
import { damagedStoresAreServed } from './mutants/damaged-stores-are-served.ts'
import { damagedStoresResume } from './mutants/damaged-stores-resume.ts'
import { declaredLengthsAreClipped } from './mutants/declared-lengths-are-clipped.ts'
import { dedupByHighWaterMark } from './mutants/dedup-by-high-water-mark.ts'
import { defaultRatesSpeedUp } from './mutants/default-rates-speed-up.ts'
import { deltasAreAppliedWhileRebuilding } from './mutants/deltas-are-applied-while-rebuilding.ts'
import { depthAndRateAreSwapped } from './mutants/depth-and-rate-are-swapped.ts'
import { depthSlows } from './mutants/depth-slows.ts'
import { divergenceIsIgnored } from './mutants/divergence-is-ignored.ts'
import { divergenceIsIgnoredWhenFresh } from './mutants/divergence-is-ignored-when-fresh.ts'
import { droppedDeltasGiveBackTheirId } from './mutants/dropped-deltas-give-back-their-id.ts'
import { duplicatesAreApplied } from './mutants/duplicates-are-applied.ts'
import { emptyScopeIsTheFirstCollection } from './mutants/empty-scope-is-the-first-collection.ts'
import { emptyThrottleIsARelease } from './mutants/empty-throttle-is-a-release.ts'
import { engagesAboveTheMark } from './mutants/engages-above-the-mark.ts'
import { epochsAreDoubles } from './mutants/epochs-are-doubles.ts'
import { epochsAreShared } from './mutants/epochs-are-shared.ts'
import { everyGapIsAsked } from './mutants/every-gap-is-asked.ts'
import { everythingIsAReplay } from './mutants/everything-is-a-replay.ts'
import { expectedAndReceivedAreSwapped } from './mutants/expected-and-received-are-swapped.ts'
import { failedRefreshesEndTheSession } from './mutants/failed-refreshes-end-the-session.ts'
import { failedSnapshotsAreEmpty } from './mutants/failed-snapshots-are-empty.ts'
import { falseGapAfterInterleaving } from './mutants/false-gap-after-interleaving.ts'
import { firstDeltasAreAdopted } from './mutants/first-deltas-are-adopted.ts'
import { firstOfTwoEqualKeysWins } from './mutants/first-of-two-equal-keys-wins.ts'
import { fourMembersAreHalfRead } from './mutants/four-members-are-half-read.ts'
import { framesEndInANewline } from './mutants/frames-end-in-a-newline.ts'
import { gapNamesAreSwapped } from './mutants/gap-names-are-swapped.ts'
import { gapNamesTheFirstIdSeen } from './mutants/gap-names-the-first-id-seen.ts'
import { gapsAreJumped } from './mutants/gaps-are-jumped.ts'
import { gapsAreNotAsked } from './mutants/gaps-are-not-asked.ts'
import { heldDeltasAreAppliedTwice } from './mutants/held-deltas-are-applied-twice.ts'
import { heldDeltasComeAsTheyCame } from './mutants/held-deltas-come-as-they-came.ts'
import { heldDeltasSurviveACrash } from './mutants/held-deltas-survive-a-crash.ts'
import { highIdsAreOnlyAcknowledged } from './mutants/high-ids-are-only-acknowledged.ts'
import { highRatesSpeedUp } from './mutants/high-rates-speed-up.ts'
import { hintsAreLost } from './mutants/hints-are-lost.ts'
import { idZeroIsADamagedDelta } from './mutants/id-zero-is-a-damaged-delta.ts'
import { idsAloneTellDuplicates } from './mutants/ids-alone-tell-duplicates.ts'
import { idsAreDoubles } from './mutants/ids-are-doubles.ts'
import { idsAreSigned } from './mutants/ids-are-signed.ts'
import { idsBeyond263EndTheProcess } from './mutants/ids-beyond-2-63-end-the-process.ts'
import { idsBeyondAreIgnored } from './mutants/ids-beyond-are-ignored.ts'
import { idsWrap } from './mutants/ids-wrap.ts'
import { integersAreWrittenWide } from './mutants/integers-are-written-wide.ts'
import { intervalsDoNotGrow } from './mutants/intervals-do-not-grow.ts'
import { intervalsHaveNoLimit } from './mutants/intervals-have-no-limit.ts'
import { invalidTextIsReplaced } from './mutants/invalid-text-is-replaced.ts'
import { junkAsksForEverything } from './mutants/junk-asks-for-everything.ts'
import { junkCutsTheLink } from './mutants/junk-cuts-the-link.ts'
import { knownDeltasAreAppliedAgain } from './mutants/known-deltas-are-applied-again.ts'
import { knownIdsAreDoubles } from './mutants/known-ids-are-doubles.ts'
import { largeBodiesAreCut } from './mutants/large-bodies-are-cut.ts'
import { largeSnapshotsAreInstalledInPart } from './mutants/large-snapshots-are-installed-in-part.ts'
import { largeSnapshotsAreNotSent } from './mutants/large-snapshots-are-not-sent.ts'
import { lateDeltasDoNotFillGaps } from './mutants/late-deltas-do-not-fill-gaps.ts'
import { lateDeltasMoveBack } from './mutants/late-deltas-move-back.ts'
import { lengthIsBigEndian } from './mutants/length-is-big-endian.ts'
import { levelRequestsGetSnapshots } from './mutants/level-requests-get-snapshots.ts'
import { levelSnapshotsAreRefused } from './mutants/level-snapshots-are-refused.ts'
import { limitsEndWithTheQueue } from './mutants/limits-end-with-the-queue.ts'
import { limitsExpire } from './mutants/limits-expire.ts'
import { limitsHoldForEverybody } from './mutants/limits-hold-for-everybody.ts'
import { longStringsAreClipped } from './mutants/long-strings-are-clipped.ts'
import { longerStructsAreRead } from './mutants/longer-structs-are-read.ts'
import { mapsAreReleases } from './mutants/maps-are-releases.ts'
import { mismatchIsABareInteger } from './mutants/mismatch-is-a-bare-integer.ts'
import { namesAreFolded } from './mutants/names-are-folded.ts'
import { namesAreTrimmed } from './mutants/names-are-trimmed.ts'
import { namesRunTogether } from './mutants/names-run-together.ts'
import { needsAreLostWithTheLink } from './mutants/needs-are-lost-with-the-link.ts'
import { needsCloseEarly } from './mutants/needs-close-early.ts'
import { newSessionsLoseEverySeventhDelta } from './mutants/new-sessions-lose-every-seventh-delta.ts'
import { newTokensAreNotChecked } from './mutants/new-tokens-are-not-checked.ts'
import { newestDeltasGoFirst } from './mutants/newest-deltas-go-first.ts'
import { newestThrottledDeltasGoFirst } from './mutants/newest-throttled-deltas-go-first.ts'
import { nextIsADouble } from './mutants/next-is-a-double.ts'
import { nilIsAllCollections } from './mutants/nil-is-all-collections.ts'
import { noRightsAreAllRights } from './mutants/no-rights-are-all-rights.ts'
import { nothingIsPushedAfterAReconnect } from './mutants/nothing-is-pushed-after-a-reconnect.ts'
import { oneCollectionBeyondIsEnough } from './mutants/one-collection-beyond-is-enough.ts'
import { oneIsTrue } from './mutants/one-is-true.ts'
import { oneNeedForAll } from './mutants/one-need-for-all.ts'
import { onlyTheFirstGapIsAsked } from './mutants/only-the-first-gap-is-asked.ts'
import { othersWaitALittle } from './mutants/others-wait-a-little.ts'
import { overflowsEndThePushes } from './mutants/overflows-end-the-pushes.ts'
import { payloadsAreArrays } from './mutants/payloads-are-arrays.ts'
import { pongsAreWrittenAsPings } from './mutants/pongs-are-written-as-pings.ts'
import { queuesAreHalfAsLong } from './mutants/queues-are-half-as-long.ts'
import { queuesWaitForAFrame } from './mutants/queues-wait-for-a-frame.ts'
import { ratesArePerPeerAndAHalf } from './mutants/rates-are-per-peer-and-a-half.ts'
import { ratesHave32Bits } from './mutants/rates-have-32-bits.ts'
import { ratesStack } from './mutants/rates-stack.ts'
import { reasonsAreReadInSnakeCase } from './mutants/reasons-are-read-in-snake-case.ts'
import { reasonsChooseTheId } from './mutants/reasons-choose-the-id.ts'
import { reconnectsAreSilent } from './mutants/reconnects-are-silent.ts'
import { reconnectsReleaseEverybody } from './mutants/reconnects-release-everybody.ts'
import { recoveryClearsEveryNeed } from './mutants/recovery-clears-every-need.ts'
import { refusalsForTheRateBurnTheId } from './mutants/refusals-for-the-rate-burn-the-id.ts'
import { refusedForksAreAuthenticated } from './mutants/refused-forks-are-authenticated.ts'
import { registrationsAreUsedUp } from './mutants/registrations-are-used-up.ts'
import { releasesAreCounted } from './mutants/releases-are-counted.ts'
import { releasesAreIgnored } from './mutants/releases-are-ignored.ts'
import { releasesBelowTheHighMark } from './mutants/releases-below-the-high-mark.ts'
import { releasesBelowTheMark } from './mutants/releases-below-the-mark.ts'
import { releasesCarryARate } from './mutants/releases-carry-a-rate.ts'
import { releasesOfFreePeersLimit } from './mutants/releases-of-free-peers-limit.ts'
import { repeatedRequestsGetSnapshotsToo } from './mutants/repeated-requests-get-snapshots-too.ts'
import { repeatedThrottlesRefill } from './mutants/repeated-throttles-refill.ts'
import { repetitionsKeepTheOldId } from './mutants/repetitions-keep-the-old-id.ts'
import { repetitionsLoseTheirChecksum } from './mutants/repetitions-lose-their-checksum.ts'
import { replaysEndAfterFifty } from './mutants/replays-end-after-fifty.ts'
import { replaysStartAtTheFloor } from './mutants/replays-start-at-the-floor.ts'
import { replaysStartBehindTheId } from './mutants/replays-start-behind-the-id.ts'
import { replaysStopShortOfTheHead } from './mutants/replays-stop-short-of-the-head.ts'
import { requestsAreNeverRepeated } from './mutants/requests-are-never-repeated.ts'
import { requestsAreOnlyLogged } from './mutants/requests-are-only-logged.ts'
import { requestsDropWhatWaits } from './mutants/requests-drop-what-waits.ts'
import { requestsGoOutWithoutALink } from './mutants/requests-go-out-without-a-link.ts'
import { restartsNumberFromOne } from './mutants/restarts-number-from-one.ts'
import { resumesAtWhatArrived } from './mutants/resumes-at-what-arrived.ts'
import { resyncHasType51 } from './mutants/resync-has-type-51.ts'
import { rightsAreNotAsked } from './mutants/rights-are-not-asked.ts'
import { rightsAreThoseOfTheAttachment } from './mutants/rights-are-those-of-the-attachment.ts'
import { rightsAreThoseOfTheFirstPeer } from './mutants/rights-are-those-of-the-first-peer.ts'
import { rightsAreThoseOfTheLastPeer } from './mutants/rights-are-those-of-the-last-peer.ts'
import { runningReplaysWin } from './mutants/running-replays-win.ts'
import { scopeIsThePeer } from './mutants/scope-is-the-peer.ts'
import { scopesAreIgnored } from './mutants/scopes-are-ignored.ts'
import { scopesMatchByTheirBeginning } from './mutants/scopes-match-by-their-beginning.ts'
import { serversDoNotAnswerClients } from './mutants/servers-do-not-answer-clients.ts'
import { sessionsApplyIdZero } from './mutants/sessions-apply-id-zero.ts'
import { shortHeadersAreTruncatedBodies } from './mutants/short-headers-are-truncated-bodies.ts'
import { shortPayloadsAreNotChecked } from './mutants/short-payloads-are-not-checked.ts'
import { signedIntegersAreRead } from './mutants/signed-integers-are-read.ts'
import { silentDropsBurnTheId } from './mutants/silent-drops-burn-the-id.ts'
import { snapshotsAreCancelledByReplays } from './mutants/snapshots-are-cancelled-by-replays.ts'
import { snapshotsAreMerged } from './mutants/snapshots-are-merged.ts'
import { snapshotsArriveInPart } from './mutants/snapshots-arrive-in-part.ts'
import { snapshotsClearOtherCollections } from './mutants/snapshots-clear-other-collections.ts'
import { snapshotsCloseNeedsAboveThem } from './mutants/snapshots-close-needs-above-them.ts'
import { snapshotsDoNotRebase } from './mutants/snapshots-do-not-rebase.ts'
import { snapshotsHaveARowCap } from './mutants/snapshots-have-a-row-cap.ts'
import { snapshotsLagBehindTheirWatermark } from './mutants/snapshots-lag-behind-their-watermark.ts'
import { snapshotsRepeatRows } from './mutants/snapshots-repeat-rows.ts'
import { staleSnapshotsAreTaken } from './mutants/stale-snapshots-are-taken.ts'
import { strangersDeltasAreApplied } from './mutants/strangers-deltas-are-applied.ts'
import { stringsAreNormalised } from './mutants/strings-are-normalised.ts'
import { stringsHaveLongHeaders } from './mutants/strings-have-long-headers.ts'
import { tailsAreRefused } from './mutants/tails-are-refused.ts'
import { tellsTheHighMark } from './mutants/tells-the-high-mark.ts'
import { theOldestStreamMakesRoom } from './mutants/the-oldest-stream-makes-room.ts'
import { throttleHasType53 } from './mutants/throttle-has-type-53.ts'
import { throttledDeltasAreDropped } from './mutants/throttled-deltas-are-dropped.ts'
import { throttlesAreOnlyLogged } from './mutants/throttles-are-only-logged.ts'
import { timesLoseTheirSign } from './mutants/times-lose-their-sign.ts'
import { tokensAreNotChecked } from './mutants/tokens-are-not-checked.ts'
import { tokensNeverExpire } from './mutants/tokens-never-expire.ts'
import { unitVariantsAreBare } from './mutants/unit-variants-are-bare.ts'
import { unknownCollectionsEndTheSession } from './mutants/unknown-collections-end-the-session.ts'
import { unknownTypesArePings } from './mutants/unknown-types-are-pings.ts'
import { unwritableMessagesAreEmptyFrames } from './mutants/unwritable-messages-are-empty-frames.ts'
import { valuesMustFillTheBody } from './mutants/values-must-fill-the-body.ts'
import { versionsAreNotChecked } from './mutants/versions-are-not-checked.ts'
import { watermarksAreExclusive } from './mutants/watermarks-are-exclusive.ts'
import { wideHeadersAreRefused } from './mutants/wide-headers-are-refused.ts'
import { windowsAreNeverFreed } from './mutants/windows-are-never-freed.ts'
import { zeroChecksumsAreChecked } from './mutants/zero-checksums-are-checked.ts'
import { zeroIsUnlimited } from './mutants/zero-is-unlimited.ts'
import { zeroStops } from './mutants/zero-stops.ts'

/** Implementations with one fault each, in the order of what they violate. */
export const mutants: readonly NodedbMutant[] = [
  lengthIsBigEndian,
  resyncHasType51,
  throttleHasType53,
  shortHeadersAreTruncatedBodies,
  unknownTypesArePings,
  declaredLengthsAreClipped,
  tailsAreRefused,
  consumedCountsTheTail,
  framesEndInANewline,
  emptyThrottleIsARelease,
  largeBodiesAreCut,
  unwritableMessagesAreEmptyFrames,
  bodiesChooseTheirType,
  longerStructsAreRead,
  mapsAreReleases,
  collectionGoesBeforeTheId,
  depthAndRateAreSwapped,
  reasonsAreReadInSnakeCase,
  expectedAndReceivedAreSwapped,
  mismatchIsABareInteger,
  unitVariantsAreBare,
  oneIsTrue,
  integersAreWrittenWide,
  wideHeadersAreRefused,
  signedIntegersAreRead,
  idsAreDoubles,
  stringsHaveLongHeaders,
  stringsAreNormalised,
  invalidTextIsReplaced,
  nilIsAllCollections,
  longStringsAreClipped,
  valuesMustFillTheBody,
  bodiesArePadded,
  damagedDeltasCrash,
  hintsAreLost,
  pongsAreWrittenAsPings,
  timesLoseTheirSign,
  codecJudgesGaps,
  payloadsAreArrays,
  checksumsStartAtZero,
  fourMembersAreHalfRead,
  gapsAreNotAsked,
  gapNamesAreSwapped,
  gapNamesTheFirstIdSeen,
  resumesAtWhatArrived,
  scopeIsThePeer,
  damageIsReportedAsGap,
  damageIsAskedBehind,
  damagedDeltasAreApplied,
  shortPayloadsAreNotChecked,
  zeroChecksumsAreChecked,
  damagedStoresAreServed,
  damagedStoresResume,
  divergenceIsIgnored,
  divergenceIsIgnoredWhenFresh,
  falseGapAfterInterleaving,
  duplicatesAreApplied,
  lateDeltasMoveBack,
  gapsAreJumped,
  heldDeltasAreAppliedTwice,
  heldDeltasSurviveACrash,
  heldDeltasComeAsTheyCame,
  everyGapIsAsked,
  requestsAreNeverRepeated,
  repetitionsKeepTheOldId,
  intervalsHaveNoLimit,
  intervalsDoNotGrow,
  needsAreLostWithTheLink,
  requestsGoOutWithoutALink,
  aCrashForgetsNext,
  aReconnectAdoptsWhatComes,
  needsCloseEarly,
  onlyTheFirstGapIsAsked,
  snapshotsCloseNeedsAboveThem,
  oneNeedForAll,
  recoveryClearsEveryNeed,
  snapshotsAreMerged,
  snapshotsArriveInPart,
  deltasAreAppliedWhileRebuilding,
  snapshotsDoNotRebase,
  watermarksAreExclusive,
  staleSnapshotsAreTaken,
  levelSnapshotsAreRefused,
  idZeroIsADamagedDelta,
  sessionsApplyIdZero,
  idsWrap,
  nextIsADouble,
  idsAreSigned,
  damageNeverEscalates,
  damageEscalatesEarly,
  damageAheadIsAskedTwice,
  junkCutsTheLink,
  snapshotsClearOtherCollections,
  firstDeltasAreAdopted,
  requestsAreOnlyLogged,
  replaysStopShortOfTheHead,
  oneCollectionBeyondIsEnough,
  replaysStartBehindTheId,
  everythingIsAReplay,
  registrationsAreUsedUp,
  requestsDropWhatWaits,
  restartsNumberFromOne,
  newestDeltasGoFirst,
  repetitionsLoseTheirChecksum,
  scopesAreIgnored,
  emptyScopeIsTheFirstCollection,
  replaysStartAtTheFloor,
  levelRequestsGetSnapshots,
  idsBeyondAreIgnored,
  corruptionIsResumed,
  reasonsChooseTheId,
  unknownCollectionsEndTheSession,
  snapshotsLagBehindTheirWatermark,
  failedSnapshotsAreEmpty,
  snapshotsHaveARowCap,
  runningReplaysWin,
  serversDoNotAnswerClients,
  junkAsksForEverything,
  answersGoToEverybody,
  engagesAboveTheMark,
  tellsTheHighMark,
  releasesBelowTheMark,
  releasesBelowTheHighMark,
  clientsObeyThrottles,
  reconnectsAreSilent,
  throttlesAreOnlyLogged,
  limitsExpire,
  limitsEndWithTheQueue,
  limitsHoldForEverybody,
  burstsAreDouble,
  ratesArePerPeerAndAHalf,
  zeroIsUnlimited,
  zeroStops,
  releasesAreIgnored,
  releasesCarryARate,
  ratesStack,
  releasesAreCounted,
  depthSlows,
  highRatesSpeedUp,
  ratesHave32Bits,
  throttledDeltasAreDropped,
  newestThrottledDeltasGoFirst,
  allowancesAreRoundedDown,
  queuesWaitForAFrame,
  windowsAreNeverFreed,
  controlFramesWait,
  droppedDeltasGiveBackTheirId,
  nothingIsPushedAfterAReconnect,
  newSessionsLoseEverySeventhDelta,
  overflowsEndThePushes,
  queuesAreHalfAsLong,
  repeatedThrottlesRefill,
  changedRatesRefill,
  defaultRatesSpeedUp,
  othersWaitALittle,
  reconnectsReleaseEverybody,
  releasesOfFreePeersLimit,
  lateDeltasDoNotFillGaps,
  rightsAreNotAsked,
  rightsAreThoseOfTheAttachment,
  rightsAreThoseOfTheFirstPeer,
  rightsAreThoseOfTheLastPeer,
  refusedForksAreAuthenticated,
  versionsAreNotChecked,
  clocksAreToldToStrangers,
  strangersDeltasAreApplied,
  connectionsShareTheirHandshake,
  epochsAreShared,
  epochsAreDoubles,
  tokensAreNotChecked,
  tokensNeverExpire,
  newTokensAreNotChecked,
  failedRefreshesEndTheSession,
  damagedDeltasAreAcknowledged,
  damageBurnsTheId,
  acknowledgementsCoverLowerIds,
  dedupByHighWaterMark,
  acknowledgementsNameTheHighestId,
  knownDeltasAreAppliedAgain,
  idsAloneTellDuplicates,
  clientsShareTheirIds,
  collectionsShareTheirIds,
  knownIdsAreDoubles,
  highIdsAreOnlyAcknowledged,
  refusalsForTheRateBurnTheId,
  silentDropsBurnTheId,
  repeatedRequestsGetSnapshotsToo,
  firstOfTwoEqualKeysWins,
  snapshotsRepeatRows,
  largeSnapshotsAreNotSent,
  idsBeyond263EndTheProcess,
  namesAreFolded,
  namesAreTrimmed,
  namesRunTogether,
  theOldestStreamMakesRoom,
  largeSnapshotsAreInstalledInPart,
  scopesMatchByTheirBeginning,
  noRightsAreAllRights,
  replaysEndAfterFifty,
  snapshotsAreCancelledByReplays,
]
