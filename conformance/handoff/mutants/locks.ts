import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Locks that two have, or nobody gets. */
export const locksMutants: readonly Mutant<Parts, 'locks'>[] = [
  {
    id: 'handoff/the-pidfile-is-asked-for-the-lock',
    violates: 'HOF-140',
    explain: 'A lock that is held is taken all the same where the pidfile names nobody.',
    part: 'locks',
    apply: (original) => ({
      take: (host, directory) => {
        const refusal = original.take(host, directory)
        return refusal?.holder_pid === 0 ? undefined : refusal
      },
    }),
  },
  {
    id: 'handoff/a-dead-holder-keeps-its-lock',
    violates: 'HOF-141',
    explain: 'The lock of a process that died is not taken before somebody breaks it.',
    part: 'locks',
    apply: (original) => ({
      take: (host, directory) => {
        const holder_pid = original.holder(directory)
        return holder_pid === 0 || holder_pid === host.pid
          ? original.take(host, directory)
          : { code: 'lock_held', holder_pid }
      },
    }),
  },
  {
    id: 'handoff/lock-files-are-deleted',
    violates: 'HOF-142',
    explain: 'A stale lock is broken by deleting the lock file.',
    part: 'locks',
    apply: (original) => ({
      breakStale: (host, directory) => {
        directory.files.remove('.handoff.lock')
        return original.breakStale(host, directory)
      },
    }),
  },
  {
    id: 'handoff/pidfiles-decide',
    violates: 'HOF-143',
    explain: 'A free lock is not broken where the pidfile names somebody.',
    part: 'locks',
    apply: (original) => ({
      breakStale: (host, directory) => {
        const holder_pid = original.holder(directory)
        return holder_pid === 0 ? original.breakStale(host, directory) : { code: 'stale_lock_refused', holder_pid }
      },
    }),
  },
  {
    id: 'handoff/who-may-not-be-signalled-is-dead',
    violates: 'HOF-144',
    explain: 'A lock whose pidfile names process 1 is taken for stale, and its lock file deleted.',
    part: 'locks',
    apply: (original) => ({
      breakStale: (host, directory) => {
        if (original.holder(directory) === 1) directory.files.remove('.handoff.lock')
        return original.breakStale(host, directory)
      },
    }),
  },
  {
    id: 'handoff/pidfiles-outlive-their-lock',
    violates: 'HOF-145',
    explain: 'The pidfile stays when the lock is let go.',
    part: 'locks',
    apply: () => ({ removePidfile: () => {} }),
  },
]
