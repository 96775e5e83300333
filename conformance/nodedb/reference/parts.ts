import type { Statement } from '../../../spec/resettable.ts'
import type { Answering } from './answering.ts'
import type { Applier } from './applier.ts'
import type { Checksum } from './checksum.ts'
import type { Choices } from './choices.ts'
import type { Classifier } from './classifier.ts'
import type { Clock } from './clock.ts'
import type { Codec } from './codec.ts'
import type { Durable } from './durable.ts'
import type { Hold } from './hold.ts'
import type { Intake } from './intake.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import type { Marks } from './marks.ts'
import type { Needs } from './needs.ts'
import type { Pacing } from './pacing.ts'
import type { Peers } from './peers.ts'
import type { Pusher } from './pusher.ts'
import type { Requests } from './requests.ts'
import type { Sessions } from './sessions.ts'
import type { Settings } from './settings.ts'
import type { Snapshots } from './snapshots.ts'
import type { Streams } from './streams.ts'
import type { Verdicts } from './verdicts.ts'

/**
 * The objects that the reference implementation is made of. They reach each other through this record at the time of the
 * call, so that a method that was replaced is replaced for all of them.
 */
export interface Parts {
  settings: Settings
  choices: Choices
  statement: Statement
  codec: Codec
  clock: Clock

  streams: Streams
  classifier: Classifier
  checksum: Checksum
  intake: Intake
  applier: Applier
  hold: Hold
  snapshots: Snapshots
  needs: Needs
  requests: Requests
  durable: Durable

  log: Log
  peers: Peers
  answering: Answering
  pusher: Pusher

  marks: Marks
  limits: Limits
  pacing: Pacing

  sessions: Sessions
  verdicts: Verdicts
}
