import type { FrameReader, ReaderEvent } from '../../../spec/handoff/frame-reader.ts'
import type { Message } from '../../../spec/handoff/messages.types.ts'
import { VERSIONS } from './codec.ts'
import type { Host, Stream, Timer } from './host.ts'
import type { Parts } from './parts.ts'

/** A stream of frames between two processes. */
export interface Channel {
  readonly host: Host
  readonly stream: Stream
  readonly reader: FrameReader
  /** In the headers of the frames that are sent. */
  version: number
  /** When the last frame came, or when the channel was opened. */
  heardAt: number
  /** Frames that are not written yet. */
  writing: number
  /** Read and not yet taken. */
  readonly events: ReaderEvent[]
  /** The peer is gone, by the end of the stream or by a write that failed. */
  lost: boolean
  closed: boolean
}

/** Why bytes or a message are refused; `io` is the loss of the peer as well. */
export type WireFailure = 'io' | 'frame_size' | 'version' | 'codec'

/** What came over a channel: a message, or why there is none. */
export type Input =
  | { readonly message: Message; readonly refused?: never }
  | { readonly refused: WireFailure; readonly message?: never }

/** Frames to and from a peer. */
export interface Channels {
  open(host: Host, stream: Stream): Channel
  /** From now on headers have this version. */
  agree(channel: Channel, version: number): void
  /** The next input that is there. The loss of the peer comes once, behind everything that was read before it. */
  next(channel: Channel): Input | undefined
  /** Sends one message as one frame (HOF-037); tells how it ended when the system has taken it. */
  send(channel: Channel, message: Message, then?: (failure: WireFailure | undefined) => void): void
  close(channel: Channel): void
}

export function createChannels(parts: Parts): Channels {
  return {
    open: (host, stream) => ({
      host,
      stream,
      reader: parts.codec.reader(),
      version: VERSIONS.max,
      heardAt: host.now(),
      writing: 0,
      events: [],
      lost: false,
      closed: false,
    }),
    agree: (channel, version) => {
      channel.version = version
      channel.reader.negotiated = version
    },
    next: (channel) => {
      while (!channel.closed) {
        const event = channel.events.shift()
        if (event?.kind === 'message') {
          channel.heardAt = channel.host.now()
          channel.host.record({ event: 'frame_received', message: parts.codec.shortName(event.message) })
          return { message: event.message }
        }
        if (event !== undefined) return { refused: event.error.code }
        const bytes = channel.lost ? undefined : channel.stream.read()
        if (bytes === undefined) return undefined
        if (bytes === 'end') channel.lost = true
        channel.events.push(...(bytes === 'end' ? channel.reader.eof() : channel.reader.push(bytes)))
      }
      return undefined
    },
    send: (channel, message, then = () => {}) => {
      const { frame, error } = parts.codec.encode(message, channel.version)
      if (error !== undefined) {
        then(error.code === 'frame_size' ? 'frame_size' : 'codec')
        return
      }
      const { host } = channel
      let told = false
      const tell = (failure?: WireFailure): void => {
        if (told) return
        told = true
        channel.writing -= 1
        bound?.cancel()
        then(failure)
      }
      channel.writing += 1
      let bound: Timer | undefined
      channel.stream.send(frame, (written) => {
        if (written && !told) host.record({ event: 'frame_sent', message: parts.codec.shortName(message) })
        tell(written ? undefined : 'io')
      })
      // HOF-156: a peer that does not read is given up.
      if (!told && parts.settings.hardened()) bound = host.after(parts.settings.write(), () => tell('io'))
    },
    close: (channel) => {
      channel.closed = true
      channel.stream.close()
    },
  }
}
