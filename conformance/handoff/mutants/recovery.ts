import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Lost supervisors, and locks that are not taken back as they must be. */
export const recoveryMutants: readonly Mutant<Parts, 'recovery'>[] = [
  {
    id: 'handoff/the-lock-is-tried-once',
    violates: 'HOF-101',
    explain: 'An incumbent that does not get the lock back at once gives up.',
    part: 'recovery',
    apply: (original, parts) => ({
      reacquire: (incumbent, until) => {
        if (incumbent.directory.lock()) {
          incumbent.directory.unlock()
          original.reacquire(incumbent, until)
        } else parts.incumbents.finish(incumbent, 'lock_held')
      },
    }),
  },
  {
    id: 'handoff/sealed-losses-are-forgotten',
    violates: 'HOF-102',
    explain: 'A sealed incumbent that loses its supervisor serves the next session, without lock and resume.',
    part: 'recovery',
    apply: (original) => ({
      after: (incumbent, state, failure) => original.after(incumbent, state === 'sealed' ? 'active' : state, failure),
    }),
  },
  {
    id: 'handoff/drained-losses-are-forgotten',
    violates: 'HOF-103',
    explain: 'A drained incumbent that loses its supervisor stays stopped.',
    part: 'recovery',
    apply: (original) => ({
      after: (incumbent, state, failure) => original.after(incumbent, state === 'drained' ? 'active' : state, failure),
    }),
  },
  {
    id: 'handoff/resumes-what-was-not-stopped',
    violates: 'HOF-104',
    explain: 'Every lost session is followed by resume.',
    part: 'recovery',
    apply: (original) => ({
      after: (incumbent, state, failure) => original.after(incumbent, state === 'active' ? 'drained' : state, failure),
    }),
  },
  {
    id: 'handoff/resumes-twice',
    violates: 'HOF-107',
    explain: 'The resume hook is called a second time behind the first.',
    part: 'recovery',
    apply: (original, parts) => ({
      resume: (incumbent, then) =>
        original.resume(incumbent, () => {
          parts.consumers.call(incumbent.consumer, 'resume', incumbent.holdsLock, () => {})
          then()
        }),
    }),
  },
  {
    id: 'handoff/serves-nobody-behind-a-drained-loss',
    violates: 'HOF-108',
    explain: 'After a session that was lost drained, no further one is taken.',
    part: 'recovery',
    apply: (original, parts) => ({
      after: (incumbent, state, failure) => {
        if (state !== 'drained') return original.after(incumbent, state, failure)
        incumbent.reacquiring = true
        parts.recovery.resume(incumbent, () => {})
      },
    }),
  },
  {
    id: 'handoff/failed-resumes-are-only-noted',
    violates: 'HOF-111',
    explain: 'Where resume fails, the incumbent goes on with its consumer stopped.',
    part: 'recovery',
    apply: (_original, parts) => ({
      resume: (incumbent, then) =>
        parts.incumbents.reclaim(incumbent, () =>
          parts.consumers.call(incumbent.consumer, 'resume', incumbent.holdsLock, () => then()),
        ),
    }),
  },
  {
    id: 'handoff/resumes-before-it-has-the-lock-back',
    violates: 'HOF-135',
    explain: 'A sealed incumbent whose supervisor died resumes first and takes the lock then.',
    part: 'recovery',
    apply: (original, parts) => ({
      reacquire: (incumbent) =>
        parts.recovery.resume(incumbent, () => {
          original.lock(incumbent)
          incumbent.reacquiring = false
          parts.incumbents.next(incumbent)
        }),
    }),
  },
]
