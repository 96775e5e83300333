import type { Dialect } from './dialect.ts'
import { events } from './events.ts'
import { type Form, struct } from './form.ts'
import { link } from './link.ts'
import type { Message } from './messages.types.ts'
import { reason } from './reason.ts'
import { u64 } from './scalars.ts'
import { snapshotReady } from './snapshot-ready.ts'

export type MessageType = Message['type']

const daemon_origin = u64
const replayed = struct({ daemon_origin, replayed_seq: u64 })

/** What follows the tag. The tags are the positions of the rows (NET-001). */
function layouts(replayHead: boolean): readonly (readonly [MessageType, Form<object>])[] {
  return [
    ['TakeSnapshot', struct({ daemon_origin, target_node: u64 })],
    ['SnapshotReady', snapshotReady],
    ['RestoreComplete', struct({ daemon_origin, restored_seq: u64 })],
    ['ReplayComplete', replayHead ? struct({ daemon_origin, replayed_seq: u64, target_head: link }) : replayed],
    ['CutoverNotify', struct({ daemon_origin, target_node: u64 })],
    ['CleanupComplete', struct({ daemon_origin })],
    ['MigrationFailed', struct({ daemon_origin, reason })],
    ['BufferedEvents', struct({ daemon_origin, events })],
    ['ActivateTarget', struct({ daemon_origin })],
    ['ActivateAck', replayed],
  ]
}

const withHead = layouts(true)
const withoutHead = layouts(false)

/** The ten kinds in the order of their tags, with what follows the tag in a dialect. */
export function layoutsOf(dialect: Dialect): ReturnType<typeof layouts> {
  return dialect.replayHead ? withHead : withoutHead
}
