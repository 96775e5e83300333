import type { Check } from '../kit/check.ts'
import { idsOfHandoffs } from './checks/monitors/ids-of-handoffs.ts'
import { journalsAtRest } from './checks/monitors/journals-at-rest.ts'
import { lockAndHooks } from './checks/monitors/lock-and-hooks.ts'
import { orderOfSteps } from './checks/monitors/order-of-steps.ts'
import { sameLockFile } from './checks/monitors/same-lock-file.ts'
import { valuesThatWereAcknowledged } from './checks/monitors/values-that-were-acknowledged.ts'
import { wholeFrames } from './checks/monitors/whole-frames.ts'
import { acknowledgedWrites } from './checks/scenarios/acknowledged-writes.ts'
import { answeredHeartbeats } from './checks/scenarios/answered-heartbeats.ts'
import { childDescriptors } from './checks/scenarios/child-descriptors.ts'
import { controlPath } from './checks/scenarios/control-path.ts'
import { crashMatrix } from './checks/scenarios/crash-matrix.ts'
import { deadSuccessors } from './checks/scenarios/dead-successors.ts'
import { deadlineBelowGrace } from './checks/scenarios/deadline-below-grace.ts'
import { declaredTimes } from './checks/scenarios/declared-times.ts'
import { descriptorArrangements } from './checks/scenarios/descriptor-arrangements.ts'
import { drainDeadlines } from './checks/scenarios/drain-deadlines.ts'
import { drippingPeers } from './checks/scenarios/dripping-peers.ts'
import { durableJournals } from './checks/scenarios/durable-journals.ts'
import { failedResumes } from './checks/scenarios/failed-resumes.ts'
import { foreignDescriptors } from './checks/scenarios/foreign-descriptors.ts'
import { incumbentInTheJournal } from './checks/scenarios/incumbent-in-the-journal.ts'
import { incumbentLimits } from './checks/scenarios/incumbent-limits.ts'
import { incumbentThroughAHandoff } from './checks/scenarios/incumbent-through-a-handoff.ts'
import { journalPhases } from './checks/scenarios/journal-phases.ts'
import { journalsOfThePast } from './checks/scenarios/journals-of-the-past.ts'
import { keptJournals } from './checks/scenarios/kept-journals.ts'
import { lackOfDescriptors } from './checks/scenarios/lack-of-descriptors.ts'
import { lateDeathOfASuccessor } from './checks/scenarios/late-death-of-a-successor.ts'
import { lateReady } from './checks/scenarios/late-ready.ts'
import { listenersByName } from './checks/scenarios/listeners-by-name.ts'
import { livesThatMayNotBeSignalled } from './checks/scenarios/lives-that-may-not-be-signalled.ts'
import { lockExclusion } from './checks/scenarios/lock-exclusion.ts'
import { lockFiles } from './checks/scenarios/lock-files.ts'
import { manyHandoffs } from './checks/scenarios/many-handoffs.ts'
import { manyShards } from './checks/scenarios/many-shards.ts'
import { missingListeners } from './checks/scenarios/missing-listeners.ts'
import { noListenPid } from './checks/scenarios/no-listen-pid.ts'
import { nonsenseSessions } from './checks/scenarios/nonsense-sessions.ts'
import { nothingBeforeBegin } from './checks/scenarios/nothing-before-begin.ts'
import { oneGoesOn } from './checks/scenarios/one-goes-on.ts'
import { pathAlwaysThere } from './checks/scenarios/path-always-there.ts'
import { preparedBudgets } from './checks/scenarios/prepared-budgets.ts'
import { readyWhateverItSays } from './checks/scenarios/ready-whatever-it-says.ts'
import { rolesFromTheEnvironment } from './checks/scenarios/roles-from-the-environment.ts'
import { secondHandoffs } from './checks/scenarios/second-handoffs.ts'
import { silentSupervisors } from './checks/scenarios/silent-supervisors.ts'
import { supervisorLimits } from './checks/scenarios/supervisor-limits.ts'
import { unreadHeartbeats } from './checks/scenarios/unread-heartbeats.ts'
import { waitingClients } from './checks/scenarios/waiting-clients.ts'
import { whatTheSuccessorWrote } from './checks/scenarios/what-the-successor-wrote.ts'
import { wholeHandoffsInTime } from './checks/scenarios/whole-handoffs-in-time.ts'
import { incumbentWalk } from './checks/walks/incumbent-walk.ts'
import { successorWalk } from './checks/walks/successor-walk.ts'
import { supervisorWalk } from './checks/walks/supervisor-walk.ts'
import { declaredRules } from './checks/wire/declared-rules.ts'
import { drawnFrames } from './checks/wire/drawn-frames.ts'
import { frameBoundaries } from './checks/wire/frame-boundaries.ts'
import { frameSizes } from './checks/wire/frame-sizes.ts'
import { goldenFrames } from './checks/wire/golden-frames.ts'
import { headerVersions } from './checks/wire/header-versions.ts'
import { journalRecords } from './checks/wire/journal-records.ts'
import { largestFrames } from './checks/wire/largest-frames.ts'
import { loneSurrogates } from './checks/wire/lone-surrogates.ts'
import { negotiation } from './checks/wire/negotiation.ts'
import { readsThatTimeOut } from './checks/wire/reads-that-time-out.ts'
import { shortNames } from './checks/wire/short-names.ts'
import { streamsInPieces } from './checks/wire/streams-in-pieces.ts'
import { textSamples } from './checks/wire/text-samples.ts'
import { unusualFrames } from './checks/wire/unusual-frames.ts'

/** Every check of the protocol in the order in which they run: fixed frames and cases first, then walks, and the monitors that watch all of them. */
export const checks: readonly Check[] = [
  // wire
  declaredRules,
  drawnFrames,
  frameBoundaries,
  frameSizes,
  goldenFrames,
  headerVersions,
  journalRecords,
  largestFrames,
  loneSurrogates,
  negotiation,
  readsThatTimeOut,
  shortNames,
  streamsInPieces,
  textSamples,
  unusualFrames,
  // scenarios
  acknowledgedWrites,
  answeredHeartbeats,
  childDescriptors,
  controlPath,
  crashMatrix,
  deadSuccessors,
  deadlineBelowGrace,
  declaredTimes,
  descriptorArrangements,
  drainDeadlines,
  drippingPeers,
  durableJournals,
  failedResumes,
  foreignDescriptors,
  incumbentInTheJournal,
  incumbentLimits,
  incumbentThroughAHandoff,
  journalPhases,
  journalsOfThePast,
  keptJournals,
  lackOfDescriptors,
  lateDeathOfASuccessor,
  lateReady,
  listenersByName,
  livesThatMayNotBeSignalled,
  lockExclusion,
  lockFiles,
  manyHandoffs,
  manyShards,
  missingListeners,
  noListenPid,
  nonsenseSessions,
  nothingBeforeBegin,
  oneGoesOn,
  pathAlwaysThere,
  preparedBudgets,
  readyWhateverItSays,
  rolesFromTheEnvironment,
  secondHandoffs,
  silentSupervisors,
  supervisorLimits,
  unreadHeartbeats,
  waitingClients,
  whatTheSuccessorWrote,
  wholeHandoffsInTime,
  // walks
  incumbentWalk,
  successorWalk,
  supervisorWalk,
  // monitors
  idsOfHandoffs,
  journalsAtRest,
  lockAndHooks,
  orderOfSteps,
  sameLockFile,
  valuesThatWereAcknowledged,
  wholeFrames,
]
