import type { Json, RunEvent } from './event.ts'
import { quantity } from './quantity.ts'

/** An event of usual size is kept as it is, a longer one is bounded: an answer may have 16 MiB, and a run has thousands. */
const usual = 256 * 1024
/** Longest text of a bounded event: enough to see how it begins and what it is. */
const longestText = 8 * 1024
/** Most elements of a list, or members of an object, in a bounded event. */
const mostItems = 1_000

/** The event as a report keeps it: of what is too long, the beginning, and how much is left out. `json` is the event as JSON. */
export function bounded(event: RunEvent, json: string): RunEvent {
  return json.length <= usual ? event : (shortened(event as unknown as Json) as unknown as RunEvent)
}

function shortened(value: Json): Json {
  if (typeof value === 'string') return beginning(value)
  if (Array.isArray(value)) return value.slice(0, mostItems).map(shortened)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).slice(0, mostItems)
  return Object.fromEntries(members.map(([name, member]) => [beginning(name), shortened(member)]))
}

function beginning(text: string): string {
  if (text.length <= longestText) return text
  const cutsPair = (text.charCodeAt(longestText - 1) & 0xfc00) === 0xd800
  const head = text.slice(0, cutsPair ? longestText - 1 : longestText)
  return `${head} … (${quantity(text.length - head.length, 'more character')}, left out of the report)`
}
