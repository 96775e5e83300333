import type { JsonObject } from '../../../spec/json.ts'
import { composed } from '../../../spec/resettable.ts'
import { createChoices } from './choices.ts'
import { createCodec } from './codec.ts'
import { createCopies } from './copies.ts'
import { createDaemons } from './daemons.ts'
import { createDispatcher } from './dispatcher.ts'
import { createEnvelopes } from './envelopes.ts'
import { createFactories } from './factories.ts'
import { createIdentities } from './identities.ts'
import { createLinks } from './links.ts'
import { createMigrations } from './migrations.ts'
import { createObservers } from './observers.ts'
import { createOrchestrators } from './orchestrators.ts'
import type { Parts } from './parts.ts'
import { createPolicies } from './policies.ts'
import { createPost } from './post.ts'
import { createPublishers } from './publishers.ts'
import { createReassembly } from './reassembly.ts'
import { createReplay } from './replay.ts'
import { createRestores } from './restores.ts'
import { createRuntimes } from './runtimes.ts'
import { createSettings } from './settings.ts'
import { createSources } from './sources.ts'
import { createStatement } from './statement.ts'
import { createSubscriptions } from './subscriptions.ts'
import { createTargets } from './targets.ts'

/** The parts of one case; `given` are the parameters of its reset. */
export function createParts(given: JsonObject): Parts {
  return composed<Parts>((parts) => ({
    settings: createSettings(given),
    choices: createChoices(),
    statement: createStatement(parts),
    codec: createCodec(parts),
    identities: createIdentities(),
    envelopes: createEnvelopes(parts),
    daemons: createDaemons(parts),
    copies: createCopies(parts),
    factories: createFactories(),
    observers: createObservers(),
    publishers: createPublishers(),
    subscriptions: createSubscriptions(parts),
    dispatcher: createDispatcher(parts),
    policies: createPolicies(),
    post: createPost(parts),
    links: createLinks(),
    orchestrators: createOrchestrators(parts),
    sources: createSources(parts),
    reassembly: createReassembly(parts),
    restores: createRestores(parts),
    replay: createReplay(parts),
    targets: createTargets(parts),
    runtimes: createRuntimes(parts),
    migrations: createMigrations(parts),
  }))
}
