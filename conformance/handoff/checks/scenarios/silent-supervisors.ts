import { frames, idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, optional } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { dir as directory, incumbent, messages, process, result, stream, successor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const silentSupervisors = stagedCheck({
  slug: 'silent-supervisors',
  requirements: ['HOF-121'],
  needs: ['incumbent', 'successor', 'supervisor', 'streams', 'strict'],
  waits: true,
  explain:
    'A supervisor sends heartbeats to both peers from HelloAck on; one that falls silent is lost, wherever the handoff stands.',
  scripts: (stage) => {
    const { liveness_ms, heartbeat_ms } = stage.times
    const lost = (name: string) => [
      stage.passes(stage.before(liveness_ms), 'o'),
      stage.isQuiet(name),
      step(process.exit('o'), { exited: false }),
      ...stage.over(liveness_ms, 'o'),
      stage.hearsEnd(name, [], 'HOF-121'),
    ]
    return [
      {
        name: 'after HelloAck',
        steps: [
          stage.starts('o'),
          ...stage.session(),
          ...lost('s'),
          step(incumbent.hooks('o'), { calls: [] }, 'HOF-121'),
        ],
      },
      {
        name: 'after Drained',
        steps: [
          stage.starts('o'),
          ...stage.drained(),
          ...lost('s'),
          step(
            incumbent.hooks('o'),
            {
              calls: ['drain', 'resume'].map((hook) => ({
                hook,
                lock_held: true,
                deadline_in_ms: optional,
                result: 'ok',
              })),
            },
            'HOF-121',
          ),
        ],
      },
      {
        name: 'after SealComplete',
        steps: [
          stage.starts('o'),
          ...stage.sealed(),
          ...lost('s'),
          step(directory.lock(dir), { free: false }, 'HOF-121'),
        ],
      },
      {
        name: 'kept by heartbeats',
        steps: [
          stage.starts('o'),
          ...stage.sealed(),
          ...[1, 2, 3].flatMap(() => [
            stage.passes(stage.before(liveness_ms), 'o'),
            stage.done(stream.send('s', messages.heartbeat)),
            stage.hearsOnly('s', [{ type: 'Heartbeat', members: {} }], 'HOF-121'),
          ]),
        ],
      },
      {
        name: 'a successor that waits for Begin',
        steps: [
          ...stage.greeted(),
          stage.done(successor.waitForBegin('n', 'w')),
          stage.passes(stage.before(liveness_ms), 'n'),
          step(result('w'), { state: 'pending' }),
          ...stage.over(liveness_ms, 'n'),
          stage.fails('w', 'timeout', 'HOF-121'),
        ],
      },
      {
        name: 'a successor that has begun',
        steps: [
          ...stage.begun(),
          stage.passes(stage.before(liveness_ms), 'n'),
          ...stage.over(liveness_ms, 'n'),
          step(process.exit('n', stage.patience), { exited: true, code: anything }, 'HOF-121'),
        ],
      },
      {
        name: 'a successor with the lock goes on',
        steps: [
          ...stage.begun(),
          stage.done(successor.acquire('n')),
          ...stage.lasts(2 * liveness_ms, 'n'),
          step(process.exit('n'), { exited: false }, 'HOF-121'),
          stage.done(successor.announce('n')),
          step(directory.lock(dir), { free: false }, 'HOF-121'),
        ],
      },
      {
        name: 'heartbeats of a supervisor',
        steps: [
          ...stage.supervises(),
          ...stage.handoff('prepared', 1, { deadline_ms: '60000', grace_ms: '60000' }),
          stage.passes(Math.floor(1.4 * heartbeat_ms), 'v'),
          step(stream.receive('o1'), { hex: frames([{ type: 'Heartbeat', members: {} }]) }, 'HOF-121'),
          step(stream.receive('n1'), { hex: frames([{ type: 'Heartbeat', members: {} }]) }, 'HOF-121'),
        ],
      },
      {
        name: 'an Abort to a successor that has begun',
        steps: [
          ...stage.begun(),
          stage.done(stream.send('s', messages.abort(idOf(1), 'called off'))),
          step(process.exit('n', stage.patience), { exited: true, code: anything }),
        ],
      },
    ]
  },
})
