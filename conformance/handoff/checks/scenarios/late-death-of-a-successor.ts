import { anything, optional } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { dir as directory, incumbent, process } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const lateDeathOfASuccessor = stagedCheck({
  slug: 'late-death-of-a-successor',
  requirements: ['HOF-137', 'HOF-090'],
  needs: ['system', 'streams', 'crash_points'],
  waits: true,
  explain:
    'A successor that dies after the handshake leaves the incumbent serving; one that dies behind its Ready was committed.',
  scripts: (stage) => [
    {
      name: 'after the handshake',
      steps: [
        ...stage.system().slice(0, 2),
        stage.done(process.crashAt('n', 'n-after-handshake')),
        ...stage.system().slice(2),
        ...(stage.virtual
          ? [stage.passes(10_000, 'o')]
          : [step(process.exit('n', 10_000), { exited: true, code: optional })]),
        stage.ends('p', anything, 'HOF-137'),
        step(incumbent.serve('o'), { serve: 'running' }, 'HOF-137'),
        step(directory.lock(dir), { free: false }, 'HOF-137'),
        step(directory.readJournal(dir), {}, 'HOF-137'),
      ],
    },
    {
      name: 'behind its Ready',
      steps: [
        ...stage.system().slice(0, 2),
        stage.done(process.crashAt('n', 'n-after-ready-sent')),
        ...stage.system().slice(2),
        ...(stage.virtual ? [stage.passes(10_000, 'v')] : []),
        stage.commits('p', 'HOF-090'),
        step(process.exit('o', stage.patience), { exited: true, code: 0 }, 'HOF-090'),
        step(directory.lock(dir), { free: true }),
        stage.starts('c'),
      ],
    },
  ],
})
