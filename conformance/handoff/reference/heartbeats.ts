import type { Channel } from './channels.ts'
import type { Timer } from './host.ts'
import type { Parts } from './parts.ts'

/** Signs of life, one interval apart (HOF-115). */
export interface Heartbeats {
  /** Sends them until it is stopped, the first after one interval; none while a frame cannot be written. */
  start(channel: Channel): Timer
  interval(): number
  send(channel: Channel, then?: (failure: unknown) => void): void
}

export function createHeartbeats(parts: Parts): Heartbeats {
  return {
    start: (channel) => {
      let timer: Timer
      const arm = (): void => {
        timer = channel.host.after(parts.heartbeats.interval(), () => {
          if (channel.closed) return
          if (channel.writing === 0) parts.heartbeats.send(channel)
          arm()
        })
      }
      arm()
      return { cancel: () => timer.cancel() }
    },
    interval: () => parts.settings.heartbeat(),
    send: (channel, then) =>
      parts.channels.send(channel, { type: 'Heartbeat', ts_ms: String(channel.host.wallClock()) }, then),
  }
}
