import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Frames that are sent wrongly. */
export const channelsMutants: readonly Mutant<Parts, 'channels'>[] = [
  {
    id: 'handoff/headers-have-version-0',
    violates: 'HOF-030',
    explain: 'Headers have version 0 until one is negotiated, and then too.',
    part: 'channels',
    apply: (original) => ({
      open: (host, stream) => ({ ...original.open(host, stream), version: 0 }),
      agree: () => {},
    }),
  },
  {
    id: 'handoff/successors-say-that-they-are-incumbents',
    violates: 'HOF-039',
    explain: 'A successor says Hello as an incumbent.',
    part: 'channels',
    apply: (original) => ({
      send: (channel, message, then) =>
        original.send(channel, message.type === 'Hello' ? { ...message, role: 'Incumbent' } : message, then),
    }),
  },
  {
    id: 'handoff/writes-without-end',
    violates: 'HOF-156',
    explain: 'A write to a peer that does not read never ends.',
    part: 'channels',
    apply: (_original, parts) => ({
      send: (channel, message, then = () => {}) => {
        const { frame } = parts.codec.encode(message, channel.version)
        if (frame === undefined) return then('codec')
        channel.writing += 1
        channel.stream.send(frame, (written) => {
          channel.writing -= 1
          then(written ? undefined : 'io')
        })
      },
    }),
  },
]
