import { styleText } from 'node:util'

export type Format = Parameters<typeof styleText>[0]

/** Whether to colour is the caller's choice: without `validateStream: false` newer Node versions look at stdout themselves. */
export function paintText(format: Format, text: string): string {
  return styleText(format, text, { validateStream: false })
}
