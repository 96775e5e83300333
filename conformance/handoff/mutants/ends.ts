import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Handoffs that end wrongly. */
export const endsMutants: readonly Mutant<Parts, 'ends'>[] = [
  {
    id: 'handoff/failed-seals-are-resumed-from-outside',
    violates: 'HOF-074',
    explain: 'Behind SealFailed the incumbent is told to resume.',
    part: 'ends',
    apply: (original, parts) => ({
      sealFailed: (handoff, error) => {
        parts.ends.resumeIncumbent(handoff, () => {})
        original.sealFailed(handoff, error)
      },
    }),
  },
  {
    id: 'handoff/a-lost-successor-fails-the-handoff',
    violates: 'HOF-087',
    explain: 'What ends the wait for Ready fails the handoff, and nobody tells the incumbent.',
    part: 'ends',
    apply: (_original, parts) => ({ abort: (handoff) => parts.ends.fail(handoff, 'io') }),
  },
  {
    id: 'handoff/resumes-beside-a-living-successor',
    violates: 'HOF-088',
    explain: 'The incumbent is told to resume before the successor is killed.',
    part: 'ends',
    apply: (original) => ({
      dismiss: (handoff, reason, then) => {
        then()
        handoff.supervisor.host.after(1_000, () => original.dismiss(handoff, reason, () => {}))
      },
    }),
  },
  {
    id: 'handoff/aborted-successors-live-on',
    violates: 'HOF-109',
    explain: 'A successor that did not say Ready in time is told so, and lives.',
    part: 'ends',
    apply: (original) => ({
      kill: (handoff, then) => {
        if (handoff.incumbent?.lost === false && handoff.successor?.lost === false) then()
        else original.kill(handoff, then)
      },
    }),
  },
  {
    id: 'handoff/dead-successors-leave-the-journal',
    violates: 'HOF-137',
    explain: 'Where the successor died before Ready, the journal stays.',
    part: 'ends',
    apply: (original, parts) => ({
      abort: (handoff, reason) => {
        const { journals } = parts
        const { remove } = journals
        journals.remove = () => {}
        original.abort(handoff, reason)
        journals.remove = remove
      },
    }),
  },
  {
    id: 'handoff/failed-handoffs-clear-the-journal',
    violates: 'HOF-130',
    profile: 'crate',
    explain: 'Every failure deletes the journal.',
    part: 'ends',
    apply: (original, parts) => ({
      fail: (handoff, failure) => {
        parts.supervisors.forget(handoff.supervisor)
        original.fail(handoff, failure)
      },
    }),
  },
]
