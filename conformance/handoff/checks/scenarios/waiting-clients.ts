import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { client, incumbent, supervisor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const many = new Fitting('at least 10', (got) => typeof got === 'number' && got >= 10)
/** A handoff is through long before. */
const most = 5_000
const soon = new Fitting(`below ${most} ms`, (got) => typeof got === 'number' && got < most)

export const waitingClients = stagedCheck({
  slug: 'waiting-clients',
  requirements: ['HOF-151'],
  needs: ['system', 'streams', 'clients'],
  waits: true,
  explain: 'Clients connect every millisecond while one successor after another takes over: none is refused or reset.',
  scripts: (stage) => [
    {
      name: 'three handoffs',
      steps: [
        step(incumbent.start('o', dir), { pid: anything }),
        step(supervisor.start('v', dir, { journal: true, listeners: ['api'] }), { pid: anything }),
        stage.done(client.start('c', 'v', 'api', 1)),
        ...[1, 2, 3].flatMap((number) => [
          stage.done(
            supervisor.perform('v', `p${number}`, {
              child: 'successor',
              process: `n${number}`,
              script: { listeners: ['api'], acquire_after_ms: 20, ready_after_ms: 50 },
            }),
          ),
          ...(stage.virtual ? [stage.passes(300, 'v')] : []),
          stage.commits(`p${number}`, 'HOF-151'),
        ]),
        stage.passes(most + 1_000, 'v'),
        step(client.stop('c'), { attempts: many, refused: 0, reset: 0, longest_wait_ms: soon }, 'HOF-151'),
      ],
    },
  ],
})
