import type { Parts } from './parts.ts'
import type { Need, Outcome, Stream } from './stream.ts'

/** What streams have to ask for, and when it is told to the sender. */
export interface Needs {
  /** Something is missing or damaged: a need opens, unless one is open (NDB-056). */
  gap(stream: Stream, outcome: Outcome): void
  /** Everything is needed; this takes the place of a partial need (NDB-048, NDB-049, NDB-070). */
  rebuild(stream: Stream, outcome: Outcome): void
  /** Closes the need once nothing up to the highest id seen is missing (NDB-061). */
  settle(stream: Stream): void
  complete(stream: Stream): boolean
  /** A snapshot came: what was asked of a whole peer is being answered. */
  met(peer: string): void
  /** Sends the request now and starts the interval over; waits for the link if that is down (NDB-059). */
  ask(stream: Stream, outcome: Outcome): void
  begun(): Need
  /** When a need is told again; undefined while its link is down. */
  due(stream: Stream): number | undefined
  /** The deadline has come (NDB-057). */
  repeat(stream: Stream, outcome: Outcome): void
  interval(wait: number): number
  /** Lets time pass; deadlines on the way are acted on in order. */
  advance(ms: number, outcome: Outcome): void
  /** The link comes back: each need is told once (NDB-059). */
  reconnected(peer: string, outcome: Outcome): void
}

export function createNeeds(parts: Parts): Needs {
  const now = (): number => parts.clock.now('receiver')
  const send = (stream: Stream, outcome: Outcome): void => {
    if (parts.streams.up(stream.peer))
      outcome.frames.push({ peer: stream.peer, frame: parts.codec.frame(parts.requests.message(stream)) })
  }
  return {
    gap: (stream, outcome) => {
      if (stream.phase === 'gapped') return
      stream.phase = 'gapped'
      parts.needs.ask(stream, outcome)
    },
    rebuild: (stream, outcome) => {
      stream.phase = 'rebuilding'
      stream.held.clear()
      stream.bad = 0
      parts.needs.ask(stream, outcome)
    },
    settle: (stream) => {
      stream.phase = parts.needs.complete(stream) ? 'live' : 'gapped'
      if (stream.phase === 'gapped') return
      stream.until = 0n
      stream.need = undefined
    },
    complete: ({ until, next }) => until < next,
    met: (peer) => {
      const own = parts.streams.all().filter((stream) => stream.peer === peer)
      const whole = own.find(({ collection }) => collection === '')
      if (whole === undefined) return
      parts.streams.forget(whole)
      for (const stream of own) if (stream.phase === 'rebuilding') stream.need ??= parts.needs.begun()
    },
    ask: (stream, outcome) => {
      stream.need = parts.needs.begun()
      send(stream, outcome)
    },
    begun: () => ({ since: now(), wait: parts.settings.backoffFirst(), attempts: 0 }),
    due: ({ peer, need }) => (need === undefined || !parts.streams.up(peer) ? undefined : need.since + need.wait),
    repeat: (stream, outcome) => {
      const { need } = stream
      if (need === undefined) return
      stream.need = { since: now(), wait: parts.needs.interval(need.wait), attempts: need.attempts + 1 }
      send(stream, outcome)
    },
    interval: (wait) => Math.min(parts.settings.backoffMost(), 2 * wait),
    advance: (ms, outcome) => {
      const end = now() + ms
      for (;;) {
        let first: { stream: Stream; at: number } | undefined
        for (const stream of parts.streams.all()) {
          const at = parts.needs.due(stream)
          if (at !== undefined && at <= end && (first === undefined || at < first.at)) first = { stream, at }
        }
        if (first === undefined) break
        parts.clock.set('receiver', first.at)
        parts.needs.repeat(first.stream, outcome)
      }
      parts.clock.set('receiver', end)
    },
    reconnected: (peer, outcome) => {
      for (const stream of parts.streams.all())
        if (stream.peer === peer && stream.need !== undefined) parts.needs.ask(stream, outcome)
    },
  }
}
