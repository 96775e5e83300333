import type { Witnesses } from '../kit/mutation/witness.ts'
import channels from './witness/channels.json' with { type: 'json' }
import choices from './witness/choices.json' with { type: 'json' }
import codec from './witness/codec.json' with { type: 'json' }
import consumers from './witness/consumers.json' with { type: 'json' }
import ends from './witness/ends.json' with { type: 'json' }
import environments from './witness/environments.json' with { type: 'json' }
import handoffs from './witness/handoffs.json' with { type: 'json' }
import heartbeats from './witness/heartbeats.json' with { type: 'json' }
import hooks from './witness/hooks.json' with { type: 'json' }
import incumbents from './witness/incumbents.json' with { type: 'json' }
import journals from './witness/journals.json' with { type: 'json' }
import { largeWitnesses } from './witness/large.ts'
import locks from './witness/locks.json' with { type: 'json' }
import recovery from './witness/recovery.json' with { type: 'json' }
import sessions from './witness/sessions.json' with { type: 'json' }
import settings from './witness/settings.json' with { type: 'json' }
import statement from './witness/statement.json' with { type: 'json' }
import successors from './witness/successors.json' with { type: 'json' }
import supervisors from './witness/supervisors.json' with { type: 'json' }
import waits from './witness/waits.json' with { type: 'json' }

/** For each mutant and variant what tells it from the reference: calls as they were sent, by the part that it alters. */
export const witnesses: Witnesses = {
  ...(channels as Witnesses),
  ...(choices as Witnesses),
  ...(codec as Witnesses),
  ...(consumers as Witnesses),
  ...(ends as Witnesses),
  ...(environments as Witnesses),
  ...(handoffs as Witnesses),
  ...(heartbeats as Witnesses),
  ...(hooks as Witnesses),
  ...(incumbents as Witnesses),
  ...(journals as Witnesses),
  ...(locks as Witnesses),
  ...(recovery as Witnesses),
  ...(sessions as Witnesses),
  ...(settings as Witnesses),
  ...(statement as Witnesses),
  ...(successors as Witnesses),
  ...(supervisors as Witnesses),
  ...(waits as Witnesses),
  ...largeWitnesses,
}
