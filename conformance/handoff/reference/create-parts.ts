import type { JsonObject } from '../../../spec/json.ts'
import { composed } from '../../../spec/resettable.ts'
import { createChannels } from './channels.ts'
import { createChoices } from './choices.ts'
import { createCodec } from './codec.ts'
import { createConsumers } from './consumers.ts'
import { createEnds } from './ends.ts'
import { createEnvironments } from './environments.ts'
import { createHandoffs } from './handoffs.ts'
import { createHeartbeats } from './heartbeats.ts'
import { createSessionHooks } from './hooks.ts'
import { createIncumbents } from './incumbents.ts'
import { createJournals } from './journals.ts'
import { createLocks } from './locks.ts'
import type { Parts } from './parts.ts'
import { createRecovery } from './recovery.ts'
import { createScripts } from './scripts.ts'
import { createSessions } from './sessions.ts'
import { createSettings } from './settings.ts'
import { createStatement } from './statement.ts'
import { createSuccessors } from './successors.ts'
import { createSupervisors } from './supervisors.ts'
import { createWaits } from './waits.ts'

/** The parts of one case; `given` are the parameters of its reset. */
export function createParts(given: JsonObject): Parts {
  return composed<Parts>((parts) => ({
    settings: createSettings(given),
    choices: createChoices(),
    statement: createStatement(parts),
    codec: createCodec(parts),
    channels: createChannels(parts),
    heartbeats: createHeartbeats(parts),
    environments: createEnvironments(parts),
    locks: createLocks(parts),
    journals: createJournals(parts),
    consumers: createConsumers(parts),
    incumbents: createIncumbents(parts),
    sessions: createSessions(parts),
    hooks: createSessionHooks(parts),
    recovery: createRecovery(parts),
    successors: createSuccessors(parts),
    scripts: createScripts(parts),
    supervisors: createSupervisors(parts),
    handoffs: createHandoffs(parts),
    waits: createWaits(parts),
    ends: createEnds(parts),
  }))
}
