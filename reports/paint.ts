import { styleText } from 'node:util'

/** How console text is set off; every colour repeats what a word or a sign says already. */
export interface Paint {
  readonly bad: (text: string) => string
  readonly good: (text: string) => string
  readonly doubtful: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

const same = (text: string) => text

export const plain: Paint = { bad: same, good: same, doubtful: same, strong: same, faint: same }

type Format = Parameters<typeof styleText>[0]
// Whether to colour is the caller's choice: without `validateStream: false` newer Node versions look at stdout themselves.
const style = (format: Format) => (text: string) => styleText(format, text, { validateStream: false })

export const coloured: Paint = {
  bad: style(['red', 'bold']),
  good: style(['green', 'bold']),
  doubtful: style(['yellow', 'bold']),
  strong: style('bold'),
  faint: style('dim'),
}
