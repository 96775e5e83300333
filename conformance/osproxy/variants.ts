import type { Variant } from '../kit/mutation/mutant.ts'
import type { Parts } from './reference/parts.ts'
import { answersComeLater } from './variants/answers-come-later.ts'
import { bulkItemsOneByOne } from './variants/bulk-items-one-by-one.ts'
import { bulkTargetsInAnotherOrder } from './variants/bulk-targets-in-another-order.ts'
import { deadlineExcludesItsLastInstant } from './variants/deadline-excludes-its-last-instant.ts'
import { epochsBeginBeyondADouble } from './variants/epochs-begin-beyond-a-double.ts'
import { epochsInStepsOfSeven } from './variants/epochs-in-steps-of-seven.ts'
import { epochsPerPartition } from './variants/epochs-per-partition.ts'
import { errorsWithMoreMembers } from './variants/errors-with-more-members.ts'
import { errorsWithoutMessages } from './variants/errors-without-messages.ts'
import { failedCutoverForgetsTheWait } from './variants/failed-cutover-forgets-the-wait.ts'
import { lanesRunOneAfterAnother } from './variants/lanes-run-one-after-another.ts'
import { lostRequestsAreIndefinite } from './variants/lost-requests-are-indefinite.ts'
import { multiReadsResolveEachItem } from './variants/multi-reads-resolve-each-item.ts'
import { noCapabilities } from './variants/no-capabilities.ts'
import { queuedWritesAreUngatedAsDeclared } from './variants/queued-writes-are-ungated-as-declared.ts'
import { refusalsArePassedOnWordForWord } from './variants/refusals-are-passed-on-word-for-word.ts'
import { repeatedCutoverRestartsTheWait } from './variants/repeated-cutover-restarts-the-wait.ts'
import { resolvesNameAnEndpoint } from './variants/resolves-name-an-endpoint.ts'
import { samePlacementIsRefusedAsDeclared } from './variants/same-placement-is-refused-as-declared.ts'
import { setCancelsAMigrationAsDeclared } from './variants/set-cancels-a-migration-as-declared.ts'
import { storeOnly } from './variants/store-only.ts'
import { writesAreAcknowledgedWith200 } from './variants/writes-are-acknowledged-with-200.ts'

type OsproxyVariant = { [Name in keyof Parts & string]: Variant<Parts, Name> }[keyof Parts & string]

/** Implementations of osproxy that differ from the reference in what the specification leaves open. None may be flagged. */
export const variants: readonly OsproxyVariant[] = [
  epochsPerPartition,
  epochsInStepsOfSeven,
  epochsBeginBeyondADouble,
  setCancelsAMigrationAsDeclared,
  samePlacementIsRefusedAsDeclared,
  queuedWritesAreUngatedAsDeclared,
  repeatedCutoverRestartsTheWait,
  failedCutoverForgetsTheWait,
  lostRequestsAreIndefinite,
  errorsWithoutMessages,
  errorsWithMoreMembers,
  refusalsArePassedOnWordForWord,
  answersComeLater,
  resolvesNameAnEndpoint,
  bulkTargetsInAnotherOrder,
  bulkItemsOneByOne,
  multiReadsResolveEachItem,
  deadlineExcludesItsLastInstant,
  writesAreAcknowledgedWith200,
  noCapabilities,
  storeOnly,
  lanesRunOneAfterAnother,
]
