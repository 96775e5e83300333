import type { Statement } from '../../../spec/resettable.ts'
import type { Choices } from './choices.ts'
import type { Codec } from './codec.ts'
import type { Copies } from './copies.ts'
import type { Daemons } from './daemons.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { Envelopes } from './envelopes.ts'
import type { Factories } from './factories.ts'
import type { Identities } from './identities.ts'
import type { Links } from './links.ts'
import type { Migrations } from './migrations.ts'
import type { Observers } from './observers.ts'
import type { Orchestrators } from './orchestrators.ts'
import type { Policies } from './policies.ts'
import type { Post } from './post.ts'
import type { Publishers } from './publishers.ts'
import type { Reassembly } from './reassembly.ts'
import type { Replay } from './replay.ts'
import type { Restores } from './restores.ts'
import type { Runtimes } from './runtimes.ts'
import type { Settings } from './settings.ts'
import type { Sources } from './sources.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { Targets } from './targets.ts'

/**
 * The objects that the reference implementation is made of. They reach each other through this record at the time of the
 * call, so that a method that was replaced is replaced for all of them. None of them has a state of its own: what they act
 * on, they are given.
 */
export interface Parts {
  settings: Settings
  choices: Choices
  statement: Statement
  codec: Codec
  identities: Identities
  envelopes: Envelopes

  daemons: Daemons
  copies: Copies
  factories: Factories
  observers: Observers
  publishers: Publishers
  subscriptions: Subscriptions

  dispatcher: Dispatcher
  policies: Policies
  post: Post
  links: Links

  orchestrators: Orchestrators
  sources: Sources
  reassembly: Reassembly
  restores: Restores
  replay: Replay
  targets: Targets

  runtimes: Runtimes
  migrations: Migrations
}
