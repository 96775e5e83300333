import type { Check } from '../kit/check.ts'
import { racingChanges } from './checks/histories/racing-changes.ts'
import { racingGates } from './checks/histories/racing-gates.ts'
import { racingInstances } from './checks/histories/racing-instances.ts'
import { racingReads } from './checks/histories/racing-reads.ts'
import { racingSets } from './checks/histories/racing-sets.ts'
import { slowReads } from './checks/histories/slow-reads.ts'
import { stalledChanges } from './checks/histories/stalled-changes.ts'
import { abortsReopenWrites } from './checks/monitors/aborts-reopen-writes.ts'
import { answersOfOneInstant } from './checks/monitors/answers-of-one-instant.ts'
import { asyncWrites } from './checks/monitors/async-writes.ts'
import { backendOnlyWithFaults } from './checks/monitors/backend-only-with-faults.ts'
import { backoff } from './checks/monitors/backoff.ts'
import { bulkItems } from './checks/monitors/bulk-items.ts'
import { changesAsTold } from './checks/monitors/changes-as-told.ts'
import { commits } from './checks/monitors/commits.ts'
import { concurrentAnswers } from './checks/monitors/concurrent-answers.ts'
import { deadlines } from './checks/monitors/deadlines.ts'
import { declaredChoices } from './checks/monitors/declared-choices.ts'
import { diagnosticsWithoutValues } from './checks/monitors/diagnostics-without-values.ts'
import { drainBarrier } from './checks/monitors/drain-barrier.ts'
import { durableStore } from './checks/monitors/durable-store.ts'
import { entriesChangeOnlyByChanges } from './checks/monitors/entries-change-only-by-changes.ts'
import { epochsGrow } from './checks/monitors/epochs-grow.ts'
import { errorMessages } from './checks/monitors/error-messages.ts'
import { errorRetryability } from './checks/monitors/error-retryability.ts'
import { exactEpochs } from './checks/monitors/exact-epochs.ts'
import { exhaustedEpochs } from './checks/monitors/exhausted-epochs.ts'
import { explanations } from './checks/monitors/explanations.ts'
import { gateVerdicts } from './checks/monitors/gate-verdicts.ts'
import { idRules } from './checks/monitors/id-rules.ts'
import { keepsServing } from './checks/monitors/keeps-serving.ts'
import { lateCompletions } from './checks/monitors/late-completions.ts'
import { linearizableHistories } from './checks/monitors/linearizable-histories.ts'
import { neverHalfApplied } from './checks/monitors/never-half-applied.ts'
import { oneAdmissibleStamp } from './checks/monitors/one-admissible-stamp.ts'
import { opaqueNames } from './checks/monitors/opaque-names.ts'
import { overtakenCompletions } from './checks/monitors/overtaken-completions.ts'
import { pureDestinations } from './checks/monitors/pure-destinations.ts'
import { readsAreNeverGated } from './checks/monitors/reads-are-never-gated.ts'
import { readsAtOnePlacement } from './checks/monitors/reads-at-one-placement.ts'
import { rejectionsPass } from './checks/monitors/rejections-pass.ts'
import { requestsAskAfresh } from './checks/monitors/requests-ask-afresh.ts'
import { returnedPlacements } from './checks/monitors/returned-placements.ts'
import { silentGate } from './checks/monitors/silent-gate.ts'
import { staleStamps } from './checks/monitors/stale-stamps.ts'
import { storeCalls } from './checks/monitors/store-calls.ts'
import { storeFailures } from './checks/monitors/store-failures.ts'
import { unavailableItems } from './checks/monitors/unavailable-items.ts'
import { undelayedNeighbours } from './checks/monitors/undelayed-neighbours.ts'
import { unknownCodes } from './checks/monitors/unknown-codes.ts'
import { writeAnswers } from './checks/monitors/write-answers.ts'
import { asyncRequests } from './checks/scenarios/async-requests.ts'
import { barrierBoundaries } from './checks/scenarios/barrier-boundaries.ts'
import { boundedMemory } from './checks/scenarios/bounded-memory.ts'
import { bulks } from './checks/scenarios/bulks.ts'
import { clockRewinds } from './checks/scenarios/clock-rewinds.ts'
import { confusablePartitions } from './checks/scenarios/confusable-partitions.ts'
import { expectedEpochs } from './checks/scenarios/expected-epochs.ts'
import { explainedWrites } from './checks/scenarios/explained-writes.ts'
import { failingItems } from './checks/scenarios/failing-items.ts'
import { faultOptions } from './checks/scenarios/fault-options.ts'
import { givenStates } from './checks/scenarios/given-states.ts'
import { independentWaits } from './checks/scenarios/independent-waits.ts'
import { keptPlacements } from './checks/scenarios/kept-placements.ts'
import { largeEpochs } from './checks/scenarios/large-epochs.ts'
import { lastEpochs } from './checks/scenarios/last-epochs.ts'
import { lateRequests } from './checks/scenarios/late-requests.ts'
import { longLives } from './checks/scenarios/long-lives.ts'
import { longNames } from './checks/scenarios/long-names.ts'
import { lostReplies } from './checks/scenarios/lost-replies.ts'
import { manyPartitions } from './checks/scenarios/many-partitions.ts'
import { manyQueries } from './checks/scenarios/many-queries.ts'
import { oddRequests } from './checks/scenarios/odd-requests.ts'
import { pausedWrites } from './checks/scenarios/paused-writes.ts'
import { readsInCutover } from './checks/scenarios/reads-in-cutover.ts'
import { retryPolicies } from './checks/scenarios/retry-policies.ts'
import { retryingClients } from './checks/scenarios/retrying-clients.ts'
import { samePlaces } from './checks/scenarios/same-places.ts'
import { secondCutovers } from './checks/scenarios/second-cutovers.ts'
import { secretiveFailures } from './checks/scenarios/secretive-failures.ts'
import { sharedIndexes } from './checks/scenarios/shared-indexes.ts'
import { silentGates } from './checks/scenarios/silent-gates.ts'
import { stoppedBulks } from './checks/scenarios/stopped-bulks.ts'
import { storeRestarts } from './checks/scenarios/store-restarts.ts'
import { sweptCalls } from './checks/scenarios/swept-calls.ts'
import { twoControllers } from './checks/scenarios/two-controllers.ts'
import { unknownRefusals } from './checks/scenarios/unknown-refusals.ts'
import { writeDeadlines } from './checks/scenarios/write-deadlines.ts'
import { writeOptions } from './checks/scenarios/write-options.ts'
import { controlWalk } from './checks/walks/control-walk.ts'
import { fleetWalk } from './checks/walks/fleet-walk.ts'
import { hostileWalk } from './checks/walks/hostile-walk.ts'
import { storeWalk } from './checks/walks/store-walk.ts'
import { storeWalkDriven } from './checks/walks/store-walk-driven.ts'
import { drawnParameters } from './checks/wire/drawn-parameters.ts'
import { malformedParameters } from './checks/wire/malformed-parameters.ts'
import { rawLines } from './checks/wire/raw-lines.ts'

/** Every check of the protocol in the order in which they run: walks and fixed cases, and the monitors that watch all of them. */
export const checks: readonly Check[] = [
  // walks
  controlWalk,
  fleetWalk,
  hostileWalk,
  // wire
  rawLines,
  // walks
  storeWalk,
  storeWalkDriven,
  // scenarios
  asyncRequests,
  barrierBoundaries,
  bulks,
  clockRewinds,
  confusablePartitions,
  expectedEpochs,
  explainedWrites,
  failingItems,
  faultOptions,
  givenStates,
  independentWaits,
  keptPlacements,
  largeEpochs,
  lastEpochs,
  lateRequests,
  longLives,
  longNames,
  lostReplies,
  // wire
  malformedParameters,
  drawnParameters,
  // scenarios
  manyPartitions,
  manyQueries,
  oddRequests,
  pausedWrites,
  readsInCutover,
  retryPolicies,
  retryingClients,
  samePlaces,
  secondCutovers,
  secretiveFailures,
  sharedIndexes,
  silentGates,
  stoppedBulks,
  storeRestarts,
  sweptCalls,
  twoControllers,
  unknownRefusals,
  writeDeadlines,
  writeOptions,
  boundedMemory,
  // histories
  racingChanges,
  racingGates,
  racingInstances,
  racingReads,
  racingSets,
  slowReads,
  stalledChanges,
  // monitors
  abortsReopenWrites,
  answersOfOneInstant,
  asyncWrites,
  backendOnlyWithFaults,
  backoff,
  bulkItems,
  changesAsTold,
  commits,
  concurrentAnswers,
  deadlines,
  declaredChoices,
  diagnosticsWithoutValues,
  drainBarrier,
  durableStore,
  entriesChangeOnlyByChanges,
  epochsGrow,
  errorMessages,
  errorRetryability,
  exactEpochs,
  exhaustedEpochs,
  explanations,
  gateVerdicts,
  idRules,
  keepsServing,
  lateCompletions,
  linearizableHistories,
  neverHalfApplied,
  oneAdmissibleStamp,
  opaqueNames,
  overtakenCompletions,
  pureDestinations,
  readsAreNeverGated,
  readsAtOnePlacement,
  rejectionsPass,
  requestsAskAfresh,
  returnedPlacements,
  silentGate,
  staleStamps,
  storeCalls,
  storeFailures,
  unavailableItems,
  undelayedNeighbours,
  unknownCodes,
  writeAnswers,
]
