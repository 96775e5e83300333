import { step } from '../../../kit/cases/script.ts'
import { successor } from '../../calls.ts'
import { stagedCheck } from '../staged-check.ts'

export const listenersByName = stagedCheck({
  slug: 'listeners-by-name',
  requirements: ['HOF-149'],
  needs: ['successor', 'streams'],
  explain: 'A successor takes a listener once; taken again, or unknown, it gets nothing.',
  scripts: (stage) => [
    {
      name: 'one of two, twice, and one that is none',
      steps: [
        ...stage.begun('n', { listeners: ['api', 'admin'] }),
        step(successor.take('n', 'none'), { taken: false }, 'HOF-149'),
        step(successor.take('n', 'admin'), { taken: true }, 'HOF-149'),
        step(successor.take('n', 'admin'), { taken: false }, 'HOF-149'),
        step(successor.take('n', 'api'), { taken: true }, 'HOF-149'),
        step(successor.take('n', ''), { taken: false }, 'HOF-149'),
      ],
    },
  ],
})
