import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, Fitting, optional } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { dir as directory, incumbent, lock, messages, process, stream } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const number = new Fitting('a process id in decimal and a line feed', (got) => /^[1-9][0-9]*\n$/.test(String(got)))
const named = (...requirements: string[]): ScriptStep =>
  step(directory.files(dir), { lock_inode: anything, pidfile: number }, ...requirements)
const unnamed = (...requirements: string[]): ScriptStep =>
  step(directory.files(dir), { lock_inode: anything }, ...requirements)
const whatever: ScriptStep = step(directory.files(dir), { lock_inode: anything, pidfile: optional })

export const lockFiles = stagedCheck({
  slug: 'lock-files',
  requirements: ['HOF-145'],
  needs: ['lock', 'streams', 'signals'],
  explain:
    'The lock file stays what it is, and the pidfile names who holds the lock, through letting go, death and a broken lock.',
  scripts: (stage) => [
    {
      name: 'taken and let go',
      steps: [
        stage.done(lock.acquire('a', dir)),
        named('HOF-145'),
        stage.done(lock.drop('a')),
        unnamed('HOF-145'),
        stage.done(lock.acquire('b', dir)),
        named('HOF-145'),
      ],
    },
    {
      name: 'freed by death, broken',
      steps: [
        stage.done(lock.acquire('a', dir)),
        named('HOF-145'),
        stage.done(lock.kill('a')),
        whatever,
        stage.done(lock.acquire('b', dir, true)),
        named('HOF-145'),
        stage.done(lock.drop('b')),
        unnamed('HOF-145'),
      ],
    },
    {
      name: 'sealed and taken back',
      steps: [
        stage.starts('o'),
        named('HOF-145'),
        ...stage.sealed(),
        unnamed('HOF-145'),
        stage.done(stream.send('s', messages.resume(idOf(1)))),
        step(incumbent.hooks('o'), anything),
        named('HOF-145'),
        stage.done(process.kill('o')),
        whatever,
      ],
    },
  ],
})
