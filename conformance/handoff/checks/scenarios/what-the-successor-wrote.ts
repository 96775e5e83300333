import { anything } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { client, supervisor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const whatTheSuccessorWrote = stagedCheck({
  slug: 'what-the-successor-wrote',
  requirements: ['HOF-112'],
  needs: ['system', 'streams', 'consumer'],
  waits: true,
  explain: 'A successor writes and is then aborted: the incumbent that resumes has what it wrote.',
  scripts: (stage) => [
    {
      name: 'Ready too late',
      steps: [
        stage.starts('o'),
        step(client.write('o', 'own', '1'), { acknowledged: true }),
        step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
        stage.done(
          supervisor.perform('v', 'p', {
            deadline_ms: '3000',
            child: 'successor',
            process: 'n',
            script: { write: 'new', ready_after_ms: 60_000 },
          }),
        ),
        ...(stage.virtual ? [stage.passes(15_000, 'v')] : []),
        stage.aborts('p', anything, 'HOF-112'),
        step(client.read('o', 'new'), { found: true, value: 'new' }, 'HOF-112'),
        step(client.read('o', 'own'), { found: true, value: '1' }, 'HOF-112'),
        step(client.write('o', 'own', '2'), { acknowledged: true }, 'HOF-112'),
      ],
    },
  ],
})
