import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, optional } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { incumbent, messages, process, result, stream, successor, supervisor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

/** A strict incumbent gives up a supervisor that stands still for longer than its silence, so a stop is shorter. */
const deadline_ms = '2000'

export const lateReady = stagedCheck({
  slug: 'late-ready',
  requirements: ['HOF-114'],
  needs: ['system', 'incumbent', 'successor', 'streams', 'signals', 'strict'],
  waits: true,
  explain:
    'A supervisor stands still over its limit while the successor says Ready and binds the path: however it ends, the path leads to who serves.',
  scripts: (stage) => [
    {
      name: 'a successor that bound the path and died',
      steps: [
        stage.starts('o'),
        ...stage.sealed('c'),
        ...stage.begun(),
        stage.done(successor.acquire('n')),
        stage.done(successor.announce('n')),
        stage.done(process.kill('n')),
        stage.done(stream.send('c', messages.resume(idOf(1)))),
        ...(stage.virtual ? [] : [stage.passes(500, 'o')]),
        stage.done(stream.close('c')),
        stage.connects('t', 'HOF-114'),
        stage.hears('t', [{ type: 'Hello', members: { role: 'Incumbent' } }], 'HOF-114'),
      ],
    },
    ...[0, 500, 1_500, 2_500, 3_500].map((ready_after_ms) => ({
      name: `Ready after ${ready_after_ms} ms`,
      steps: [
        stage.starts('o'),
        step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
        stage.done(
          supervisor.perform('v', 'p', {
            deadline_ms,
            child: 'successor',
            process: 'n',
            script: { heartbeats: true, ready_after_ms },
          }),
        ),
        stage.passes(100, 'v'),
        stage.done(process.stop('v')),
        stage.passes(5_000, 'o'),
        stage.done(process.continue('v')),
        stage.passes(1_000, 'o'),
        step(result('p', stage.patience), anything),
        stage.connects('s', 'HOF-114'),
        stage.hears('s', [{ type: 'Hello', members: { role: 'Incumbent' } }], 'HOF-114'),
        step(incumbent.serve('o'), { serve: anything, error: optional }),
      ],
    })),
  ],
})
