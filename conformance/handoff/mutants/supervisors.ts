import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Supervisors that forget, or remember too long. */
export const supervisorsMutants: readonly Mutant<Parts, 'supervisors'>[] = [
  {
    id: 'handoff/journals-are-left',
    violates: 'HOF-129',
    explain: 'The journal stays behind every handoff.',
    part: 'supervisors',
    apply: () => ({ forget: () => {} }),
  },
  {
    id: 'handoff/the-past-is-not-told',
    violates: 'HOF-131',
    explain: 'A supervisor that starts deletes its journal and tells nothing of it.',
    part: 'supervisors',
    apply: (original) => ({
      resume: (supervisor, then) => original.resume(supervisor, (end) => then(end.failure === undefined ? {} : end)),
    }),
  },
  {
    id: 'handoff/two-handoffs-at-once',
    violates: 'HOF-152',
    explain: 'A second handoff begins beside the first.',
    part: 'supervisors',
    apply: (original) => ({
      perform: (supervisor, request, then) => {
        supervisor.handoff = undefined
        original.perform(supervisor, request, then)
      },
    }),
  },
]
