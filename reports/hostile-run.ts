import type { Event, RunEvent } from './event.ts'
import { exampleEnding, exampleEvents, finished } from './example-run.ts'

/** The example run in which every text that is not an identifier of the kit is `text`. */
export function hostileRun(text: string): readonly Event[] {
  return finished(
    exampleEvents.map((event) => poison(event, text)),
    exampleEnding,
  )
}

function poison(event: RunEvent, text: string): RunEvent {
  // What ends a line may end one in stderr, and may not stand in a replay argument.
  const oneLine = text.replace(/[\n\r\u2028\u2029]/g, ' ')
  switch (event.event) {
    case 'run_started':
      return {
        ...event,
        kit: text,
        register_version: text,
        profile: text,
        roles: [text],
        adapter: text,
        known_failures: text,
      }
    case 'pics':
      return { ...event, pics: { ...event.pics, implementation: text, version: text, language: text, profile: text } }
    case 'defect': {
      const operation = { op: text, summary: text }
      const steps = [1, 2, 3].map((step) => ({ step, ...operation }))
      const known = event.known === undefined ? {} : { known: text }
      const transcript = event.transcript?.map((line) => ({
        ...line,
        ...operation,
        ...(line.got === undefined ? {} : { got: text }),
        ...(line.allowed === undefined ? {} : { allowed: text }),
        ...(line.transitions === undefined ? {} : { transitions: [text] }),
        states: [{ [text]: text }],
        differences: [{ facet: text, allowed: text, got: text, requirements: [text] }],
        frames: { [text]: text },
      }))
      const told = { check: text, steps, then: operation, detail: { text }, replay: `@${oneLine}` }
      const sent = { ...told, ...(transcript === undefined ? {} : { transcript }) }
      return { ...event, ...sent, ...known }
    }
    case 'violation': {
      const known = event.known === undefined ? {} : { known: text }
      const told = { check: text, judge: text, transitions: [text], facet: text, text, allowed: text, got: text }
      return { ...event, ...told, ...known }
    }
    case 'verdict':
      return {
        ...event,
        text,
        category: text,
        ...(event.source === undefined ? {} : { source: [text] }),
        ...(event.falsifiers === undefined ? {} : { falsifiers: [text] }),
        ...(event.reason === undefined ? {} : { reason: text }),
        ...(event.known === undefined ? {} : { known: text }),
      }
    case 'coverage':
      return { ...event, chart: text, uncovered: [text] }
    case 'chart': {
      const requirements = [text]
      const transitions = event.transitions.map((each) => ({
        ...each,
        id: text,
        trigger: text,
        guard: text,
        outputs: [text],
        requirements,
      }))
      const states = event.states.map((name) => `${name} ${text}`)
      const named = transitions.map((each) => ({
        ...each,
        source: `${each.source} ${text}`,
        target: `${each.target} ${text}`,
      }))
      return { ...event, chart: text, explain: text, initial: `${event.initial} ${text}`, states, transitions: named }
    }
    case 'known_failure':
      return { ...event, check: text, facet: text, reason: text, detail: text }
    case 'harness_fault':
      return { ...event, code: text, message: text, rule: text, line: text, expected: text, stderr: oneLine }
    case 'note':
      return { ...event, code: text, message: text }
    default:
      return event
  }
}
