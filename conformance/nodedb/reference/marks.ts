import type { Parts } from './parts.ts'

/** What a client's incoming queue makes it say. Frames are hex. */
export interface Marks {
  depth(depth: number): string[]
  /** The link goes down or comes back. */
  link(up: boolean): string[]
  engaged(): boolean
  /** Whether the queue is overwhelmed (NDB-096), and whether it has drained (NDB-098). */
  overwhelmed(depth: number): boolean
  drained(depth: number): boolean
  announce(throttle: boolean): string[]
  /** The depth that an announcement tells (NDB-097). */
  told(): number
  suggestion(throttle: boolean): string
  /** A frame arrives; a throttle is not for a client (NDB-100). */
  hear(hex: string): string[]
}

export function createMarks(parts: Parts): Marks {
  let now = 0
  let engaged = false
  let up = true
  return {
    depth: (depth) => {
      now = depth
      if (!engaged && parts.marks.overwhelmed(depth)) {
        engaged = true
        return parts.marks.announce(true)
      }
      if (engaged && parts.marks.drained(depth)) {
        engaged = false
        return parts.marks.announce(false)
      }
      return []
    },
    link: (comes) => {
      const came = comes && !up
      up = comes
      return came && engaged ? parts.marks.announce(true) : []
    },
    engaged: () => engaged,
    overwhelmed: (depth) => depth >= parts.settings.high(),
    drained: (depth) => depth <= parts.settings.low(),
    announce: (throttle) => {
      if (!up) return []
      return [
        parts.codec.frame({
          type: 'Throttle',
          throttle,
          queue_depth: parts.marks.told().toString(),
          suggested_rate: parts.marks.suggestion(throttle),
        }),
      ]
    },
    told: () => now,
    suggestion: (throttle) => (throttle ? parts.settings.rate() : '0'),
    hear: () => [],
  }
}
