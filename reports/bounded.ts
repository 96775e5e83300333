import type { Json, RunEvent } from './event.ts'
import { quantity } from './quantity.ts'

/** Longest text of an event: enough to see how an answer begins and what it is; one may have 16 MiB, and a run has thousands. */
const longestText = 16 * 1024
/** What a process wrote to stderr is kept whole, as far as the kit keeps it. */
const longestStderr = 64 * 1024
/** Most elements of a list, or members of an object. */
const mostItems = 1_000

/** The event as a report keeps it: of a text that is too long its beginning, and how much is left out. */
export function bounded<E extends RunEvent>(event: E): E {
  return shortened(event as unknown as Json, longestText) as unknown as E
}

function shortened(value: Json, longest: number): Json {
  if (typeof value === 'string') return beginning(value, longest)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item: Json) => shortened(item, longest))
  const members = Object.entries(value).slice(0, mostItems)
  return Object.fromEntries(
    members.map(([name, member]) => [
      beginning(name, longest),
      shortened(member, name === 'stderr' ? longestStderr : longest),
    ]),
  )
}

function beginning(text: string, longest: number): string {
  if (text.length <= longest) return text
  const cutsPair = (text.charCodeAt(longest - 1) & 0xfc00) === 0xd800
  const head = text.slice(0, cutsPair ? longest - 1 : longest)
  return `${head} … (${quantity(text.length - head.length, 'more character')}, left out of the report)`
}
