import { OneOf } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { control, dir as directory, process, successor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const away = { connected: false, why: new OneOf(['absent', 'refused']) } as const

export const nothingBeforeBegin = stagedCheck({
  slug: 'nothing-before-begin',
  requirements: ['HOF-077', 'HOF-084'],
  needs: ['successor', 'streams'],
  explain: 'A successor that waits for Begin has no lock, and one that has it has no control path before Ready.',
  scripts: (stage) => [
    {
      name: 'step by step',
      steps: [
        ...stage.greeted(),
        step(directory.lock(dir), { free: true }, 'HOF-077'),
        stage.done(successor.waitForBegin('n', 'w')),
        step(directory.lock(dir), { free: true }, 'HOF-077'),
        step(control.connect(dir, 'a'), away, 'HOF-084'),
        ...stage.begun('n').slice(-2),
        stage.done(successor.acquire('n'), 'HOF-077'),
        step(directory.lock(dir), { free: false }, 'HOF-077'),
        step(control.connect(dir, 'b'), away, 'HOF-084'),
        stage.done(successor.announce('n')),
        stage.connects('c', 'HOF-084'),
        stage.hears('c', [{ type: 'Hello', members: { role: 'Incumbent' } }], 'HOF-084'),
        step(process.exit('n'), { exited: false }),
      ],
    },
  ],
})
