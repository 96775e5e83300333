import type { Parts } from './parts.ts'
import type { Delta, Outcome, Stream } from './stream.ts'

/** What becomes of a delta that arrives. */
export interface Intake {
  receive(stream: Stream, delta: Delta, outcome: Outcome): void
  /** The next expected one, intact. */
  expected(stream: Stream, delta: Delta, outcome: Outcome): void
  /** The next expected one, with a checksum that is not its payload's (NDB-045). */
  damaged(stream: Stream, outcome: Outcome): void
  /** Beyond the next expected one (NDB-041). */
  ahead(stream: Stream, delta: Delta, outcome: Outcome): void
  /** While everything was asked for: nothing is applied (NDB-065). */
  withheld(stream: Stream, delta: Delta, outcome: Outcome): void
  /** The local state does not fit what was received (NDB-049). */
  diverged(stream: Stream, outcome: Outcome): void
}

export function createIntake(parts: Parts): Intake {
  const note = (stream: Stream, id: bigint): void => {
    if (id > stream.until) stream.until = id
  }
  return {
    receive: (stream, delta, outcome) => {
      switch (parts.classifier.kind(stream, delta)) {
        case 'zero':
          outcome.refused = 'id-zero'
          return
        case 'exhausted':
          outcome.refused = 'exhausted'
          return
        case 'behind':
          stream.duplicates += 1
          return
        case 'withheld':
          return parts.intake.withheld(stream, delta, outcome)
        case 'ahead':
          return parts.intake.ahead(stream, delta, outcome)
        case 'damaged':
          return parts.intake.damaged(stream, outcome)
        case 'first':
          stream.next = delta.id
          return parts.intake.expected(stream, delta, outcome)
        case 'expected':
          return parts.intake.expected(stream, delta, outcome)
      }
    },
    expected: (stream, delta, outcome) => {
      parts.applier.apply(stream, delta, outcome)
      parts.applier.drain(stream, outcome)
      parts.needs.settle(stream)
    },
    damaged: (stream, outcome) => {
      stream.bad += 1
      note(stream, stream.next)
      if (stream.bad >= parts.settings.escalateAfter()) parts.needs.rebuild(stream, outcome)
      else parts.needs.gap(stream, outcome)
    },
    ahead: (stream, delta, outcome) => {
      note(stream, delta.id)
      parts.hold.offer(stream, delta)
      parts.needs.gap(stream, outcome)
    },
    withheld: (stream, delta) => {
      note(stream, delta.id)
      if (parts.choices.holdsWhileRebuilding()) parts.hold.offer(stream, delta)
    },
    diverged: (stream, outcome) => {
      if (stream.phase !== 'rebuilding') parts.needs.rebuild(stream, outcome)
    },
  }
}
