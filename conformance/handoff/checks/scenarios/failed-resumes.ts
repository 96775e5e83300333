import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, optional } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { dir as directory, incumbent, messages, stream } from '../../calls.ts'
import { dir, type Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

/** Ways to a resume: the session before, and what brings it about. */
const ways: readonly (readonly [string, (stage: Stage) => ScriptStep[]])[] = [
  ['told to, sealed', (stage) => [...stage.sealed(), stage.done(stream.send('s', messages.resume(idOf(1))))]],
  ['told to, drained', (stage) => [...stage.drained(), stage.done(stream.send('s', messages.abort(idOf(1))))]],
  ['lost, sealed', (stage) => [...stage.sealed(), stage.done(stream.close('s'))]],
  ['lost, drained', (stage) => [...stage.drained(), stage.done(stream.close('s'))]],
]

export const failedResumes = stagedCheck({
  slug: 'failed-resumes',
  requirements: ['HOF-111'],
  needs: ['incumbent', 'streams', 'strict'],
  waits: true,
  explain: 'A resume that fails once: the incumbent has ended and let the lock go, or has tried it again, as declared.',
  scripts: (stage) =>
    ways.map(([name, way]) => ({
      name,
      steps: [
        stage.starts('o', { resume: [{ fail: 'cannot open' }, {}] }),
        ...way(stage),
        stage.passes(3_000, 'o'),
        ...(stage.setting.parameters.failed_resume === 'retry'
          ? [
              step(incumbent.serve('o'), { serve: 'running' }, 'HOF-111'),
              step(directory.lock(dir), { free: false }, 'HOF-111'),
              step(incumbent.hooks('o'), anything),
            ]
          : [
              step(incumbent.serve('o'), { serve: 'failed', error: 'hook_failed' }, 'HOF-111'),
              step(directory.lock(dir), { free: true }, 'HOF-111'),
              step(directory.files(dir), { lock_inode: anything, pidfile: optional }),
            ]),
      ],
    })),
})
