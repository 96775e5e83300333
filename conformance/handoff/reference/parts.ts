import type { Statement } from '../../../spec/resettable.ts'
import type { Channels } from './channels.ts'
import type { Choices } from './choices.ts'
import type { Codec } from './codec.ts'
import type { Consumers } from './consumers.ts'
import type { Ends } from './ends.ts'
import type { Environments } from './environments.ts'
import type { Handoffs } from './handoffs.ts'
import type { Heartbeats } from './heartbeats.ts'
import type { SessionHooks } from './hooks.ts'
import type { Incumbents } from './incumbents.ts'
import type { Journals } from './journals.ts'
import type { Locks } from './locks.ts'
import type { Recovery } from './recovery.ts'
import type { Scripts } from './scripts.ts'
import type { Sessions } from './sessions.ts'
import type { Settings } from './settings.ts'
import type { Successors } from './successors.ts'
import type { Supervisors } from './supervisors.ts'
import type { Waits } from './waits.ts'

/**
 * The objects that the reference implementation is made of. They reach each other through this record at the time of the
 * call, so that a method that was replaced is replaced for all of them. None of them has a state of its own: what they act
 * on, they are given, so that one record serves all processes of a case.
 */
export interface Parts {
  settings: Settings
  choices: Choices
  statement: Statement
  codec: Codec
  channels: Channels
  heartbeats: Heartbeats
  environments: Environments
  locks: Locks
  journals: Journals
  consumers: Consumers

  incumbents: Incumbents
  sessions: Sessions
  hooks: SessionHooks
  recovery: Recovery

  successors: Successors
  scripts: Scripts

  supervisors: Supervisors
  handoffs: Handoffs
  waits: Waits
  ends: Ends
}
