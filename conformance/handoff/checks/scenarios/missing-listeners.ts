import { anything, optional } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { incumbent, process, supervisor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

/** Listeners that the supervisor has, variables that it gets along, and whether the successor, which needs `api`, has it. */
const rows = [
  ['none of them', [], {}, false],
  ['another one', ['admin'], {}, false],
  ['the one', ['api'], {}, true],
  ['one of two', ['admin', 'api'], {}, true],
] as const

export const missingListeners = stagedCheck({
  slug: 'missing-listeners',
  requirements: ['HOF-160'],
  needs: ['system', 'streams', 'strict'],
  waits: true,
  explain:
    'A successor that did not get the listeners that it needs ends, and the handoff is aborted; one that has them serves.',
  scripts: (stage) =>
    rows.map(([name, listeners, environment, complete]) => ({
      name,
      steps: [
        stage.starts('o'),
        step(supervisor.start('v', dir, { journal: true, listeners: [...listeners] }), { pid: anything }),
        stage.done(
          supervisor.perform('v', 'p', {
            child: 'successor',
            process: 'n',
            environment,
            script: { listeners: ['api'] },
          }),
        ),
        ...(stage.virtual ? [stage.passes(3_000, 'v')] : []),
        complete ? stage.commits('p', 'HOF-160') : stage.aborts('p', anything, 'HOF-160'),
        step(
          process.exit('n', stage.patience),
          complete ? { exited: false } : { exited: true, code: optional },
          'HOF-160',
        ),
        step(incumbent.serve(complete ? 'n' : 'o'), { serve: 'running' }, 'HOF-160'),
      ],
    })),
})
