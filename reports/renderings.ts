import { renderHtml } from './html/page.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import type { Renderings } from './stream.ts'

/** Files that every report has beside its stream. */
export const renderings: Renderings = [
  ['summary.json', renderJson],
  ['junit.xml', renderJunit],
  ['summary.md', renderMarkdown],
  ['report.html', renderHtml],
]
