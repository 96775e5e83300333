import { anything } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { dir as directory, lock } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const livesThatMayNotBeSignalled = stagedCheck({
  slug: 'lives-that-may-not-be-signalled',
  requirements: ['HOF-144'],
  needs: ['lock', 'streams', 'foreign_holder', 'hardened'],
  explain: 'A held lock whose pidfile names process 1, which nobody but the root may signal, is not broken.',
  scripts: (stage) => [
    {
      name: 'process 1',
      steps: [
        stage.done(directory.hold(dir, 'x')),
        stage.done(directory.writePidfile(dir, '1\n')),
        {
          ...lock.acquire('a', dir, true),
          expect: { error: { code: 'stale_lock_refused', holder_pid: 1 } },
          requirements: ['HOF-144'],
        },
        step(directory.files(dir), { lock_inode: anything, pidfile: '1\n' }, 'HOF-144'),
      ],
    },
  ],
})
