import type { Mutant } from '../kit/mutation/mutant.ts'
import { channelsMutants } from './mutants/channels.ts'
import { codecMutants } from './mutants/codec.ts'
import { consumersMutants } from './mutants/consumers.ts'
import { endsMutants } from './mutants/ends.ts'
import { environmentsMutants } from './mutants/environments.ts'
import { handoffsMutants } from './mutants/handoffs.ts'
import { heartbeatsMutants } from './mutants/heartbeats.ts'
import { hooksMutants } from './mutants/hooks.ts'
import { incumbentsMutants } from './mutants/incumbents.ts'
import { journalsMutants } from './mutants/journals.ts'
import { locksMutants } from './mutants/locks.ts'
import { recoveryMutants } from './mutants/recovery.ts'
import { sessionsMutants } from './mutants/sessions.ts'
import { settingsMutants } from './mutants/settings.ts'
import { successorsMutants } from './mutants/successors.ts'
import { supervisorsMutants } from './mutants/supervisors.ts'
import { waitsMutants } from './mutants/waits.ts'
import type { Parts } from './reference/parts.ts'

/** Implementations with one fault each, in the order of what they violate. */
export const mutants: readonly Mutant<Parts>[] = [
  ...channelsMutants,
  ...codecMutants,
  ...consumersMutants,
  ...endsMutants,
  ...environmentsMutants,
  ...handoffsMutants,
  ...heartbeatsMutants,
  ...hooksMutants,
  ...incumbentsMutants,
  ...journalsMutants,
  ...locksMutants,
  ...recoveryMutants,
  ...sessionsMutants,
  ...settingsMutants,
  ...successorsMutants,
  ...supervisorsMutants,
  ...waitsMutants,
]
