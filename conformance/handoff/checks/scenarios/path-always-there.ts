import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { control, incumbent, process, successor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const tried = new Fitting('at least once', (got) => typeof got === 'number' && got >= 1)

export const pathAlwaysThere = stagedCheck({
  slug: 'path-always-there',
  requirements: ['HOF-154'],
  needs: ['incumbent', 'successor', 'streams', 'path_watch', 'signals', 'hardened'],
  waits: true,
  explain: 'The control path is bound again by a cold start and by a successor, and is at no moment absent.',
  scripts: (stage) => [
    {
      name: 'a cold start',
      steps: [
        stage.starts('o'),
        stage.done(process.kill('o')),
        stage.done(control.watch(dir, 'w')),
        stage.starts('c'),
        step(control.watched('w'), { attempts: tried, absent: 0, unanswered: anything }, 'HOF-154'),
      ],
    },
    {
      name: 'a successor',
      steps: [
        stage.starts('o'),
        ...stage.begun(),
        stage.done(process.kill('o')),
        stage.done(control.watch(dir, 'w')),
        stage.done(successor.acquire('n')),
        stage.done(successor.announce('n')),
        step(control.watched('w'), { attempts: tried, absent: 0, unanswered: anything }, 'HOF-154'),
        stage.connects('s', 'HOF-154'),
      ],
    },
  ],
  scenes: [
    {
      name: 'directory-of',
      dimension: 'size',
      range: { minimum: 1, maximum: 63 },
      steps: (size, stage) => {
        const name = 'd'.repeat(size)
        return [
          step(incumbent.start('o', name), { pid: anything }, 'HOF-154'),
          step(control.connect(name, 's'), { connected: true }, 'HOF-154'),
          stage.hears('s', [{ type: 'Hello', members: { role: 'Incumbent' } }], 'HOF-154'),
        ]
      },
    },
  ],
})
