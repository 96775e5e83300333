import type { Mutant } from '../kit/mutation/mutant.ts'
import { answersMutants } from './mutants/answers.ts'
import { backoffMutants } from './mutants/backoff.ts'
import { barrierMutants } from './mutants/barrier.ts'
import { bulksMutants } from './mutants/bulks.ts'
import { clockMutants } from './mutants/clock.ts'
import { controllerMutants } from './mutants/controller.ts'
import { decoderMutants } from './mutants/decoder.ts'
import { destinationsMutants } from './mutants/destinations.ts'
import { dispatchMutants } from './mutants/dispatch.ts'
import { epochsMutants } from './mutants/epochs.ts'
import { explainMutants } from './mutants/explain.ts'
import { faultsMutants } from './mutants/faults.ts'
import { gateMutants } from './mutants/gate.ts'
import { journalMutants } from './mutants/journal.ts'
import { linkMutants } from './mutants/link.ts'
import { locksMutants } from './mutants/locks.ts'
import { operationsMutants } from './mutants/operations.ts'
import { readerMutants } from './mutants/reader.ts'
import { resolverMutants } from './mutants/resolver.ts'
import { settingsMutants } from './mutants/settings.ts'
import { tableChangesMutants } from './mutants/table-changes.ts'
import { tableEpochsMutants } from './mutants/table-epochs.ts'
import { tableInstantsMutants } from './mutants/table-instants.ts'
import { tableStampsMutants } from './mutants/table-stamps.ts'
import { transitionsMutants } from './mutants/transitions.ts'
import { upstreamMutants } from './mutants/upstream.ts'
import { waitsMutants } from './mutants/waits.ts'
import { writerMutants } from './mutants/writer.ts'
import type { Parts } from './reference/parts.ts'

/** Faulty implementations of osproxy, each wrong in one way, in the order of the requirement that it violates. */
export const mutants: readonly Mutant<Parts>[] = [
  ...answersMutants,
  ...backoffMutants,
  ...barrierMutants,
  ...bulksMutants,
  ...clockMutants,
  ...controllerMutants,
  ...decoderMutants,
  ...destinationsMutants,
  ...dispatchMutants,
  ...epochsMutants,
  ...explainMutants,
  ...faultsMutants,
  ...gateMutants,
  ...journalMutants,
  ...linkMutants,
  ...locksMutants,
  ...operationsMutants,
  ...readerMutants,
  ...resolverMutants,
  ...settingsMutants,
  ...tableChangesMutants,
  ...tableEpochsMutants,
  ...tableInstantsMutants,
  ...tableStampsMutants,
  ...transitionsMutants,
  ...upstreamMutants,
  ...waitsMutants,
  ...writerMutants,
]
