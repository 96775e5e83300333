import type { RunFinished } from './event.ts'
import { quantity } from './quantity.ts'

/** What a run amounts to, in words for a person, and what to do next. */
export interface Outcome {
  readonly passed: boolean
  readonly headline: string
  readonly next?: string
}

/** Reads the footer; without one the run has not ended yet. */
export function outcomeOf(footer: RunFinished | undefined): Outcome {
  if (footer === undefined) return { passed: false, headline: 'unfinished: the event stream has no footer' }
  switch (footer.exit_code) {
    case 0:
      return { passed: true, headline: ['conformant', ...remarks(footer)].join(', ') }
    case 1:
      return {
        passed: false,
        headline: `non-conformant: ${failures(footer)}`,
        next: 'run a replay line above against the implementation; it repeats one defect alone',
      }
    case 2:
      return {
        passed: false,
        headline: 'the known-failures file does not match what happened',
        next: 'remove what is stale or mend what matches nothing, or write the file anew with cutover known-failures',
      }
    case 3:
      return {
        passed: false,
        headline:
          footer.counts.inconclusive > 0
            ? `inconclusive: ${quantity(footer.counts.inconclusive, 'requirement')} could not be decided`
            : 'inconclusive: something happened that no verdict covers; the notes above tell what',
        next: 'the reasons and notes are above; a larger --budget helps where the budget was too small, and nowhere else',
      }
    case 4:
      return {
        passed: false,
        headline: 'harness or adapter fault: this run says nothing about the implementation',
        next: 'repair the adapter first; the broken rule is told above, with what the adapter wrote to stderr',
      }
    case 130:
      return {
        passed: false,
        headline: 'interrupted: what had not been judged by then is missing or inconclusive',
        next: 'run it again; what was found so far is shown above',
      }
    default:
      return { passed: false, headline: 'misuse: the command line or a file it names was refused' }
  }
}

function failures(footer: RunFinished): string {
  const parts: string[] = []
  if (footer.must_failed > 0) parts.push(quantity(footer.must_failed, 'MUST'))
  if (footer.should_failed > 0) parts.push(quantity(footer.should_failed, 'SHOULD'))
  const known = footer.known > 0 ? `, beside ${quantity(footer.known, 'known failure')}` : ''
  const other = footer.counts.fail - footer.must_failed - footer.should_failed - footer.known
  if (other > 0) parts.push(quantity(other, 'MAY'))
  return parts.length > 0 ? `violates ${parts.join(' and ')}${known}` : 'nothing was judged'
}

function remarks(footer: RunFinished): string[] {
  const parts: string[] = []
  if (footer.should_failed > 0) parts.push(`violates ${quantity(footer.should_failed, 'SHOULD')}`)
  if (footer.known > 0) parts.push(`with ${quantity(footer.known, 'known failure')}`)
  if (footer.counts.inconclusive > 0) parts.push(`${quantity(footer.counts.inconclusive, 'requirement')} undecided`)
  return parts
}
