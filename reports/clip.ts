import { quantity } from './quantity.ts'

/** Enough for a whole reply of usual size, little enough for a screen; a line of an adapter may have 16 MiB. */
const screenful = 600

/** The text, or its first `limit` UTF-16 code units and how much is left out. */
export function clip(text: string, limit = screenful): string {
  if (text.length <= limit) return text
  const cutsPair = (text.charCodeAt(limit - 1) & 0xfc00) === 0xd800
  const head = text.slice(0, cutsPair ? limit - 1 : limit)
  return `${head} … (${quantity(text.length - head.length, 'more character')}, all in events.ndjson)`
}
