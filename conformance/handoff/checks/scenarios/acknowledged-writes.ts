import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { client, dir as directory, incumbent, messages, process, stream, successor } from '../../calls.ts'
import { dir, type Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const writes = (
  name: string,
  key: string,
  value: string,
  acknowledged: boolean,
  ...requirements: string[]
): ScriptStep => step(client.write(name, key, value), { acknowledged }, ...requirements)
const reads = (name: string, key: string, value: string, ...requirements: string[]): ScriptStep =>
  step(client.read(name, key), { found: true, value }, ...requirements)
/** How a session is left so that the incumbent serves on. */
const undoings: readonly (readonly [string, (stage: Stage) => ScriptStep[]])[] = [
  ['ResumeAfterAbort', (stage) => [stage.done(stream.send('s', messages.resume(idOf(1))))]],
  ['Abort', (stage) => [stage.done(stream.send('s', messages.abort(idOf(1))))]],
  ['loss', (stage) => [stage.done(stream.close('s'))]],
]

export const acknowledgedWrites = stagedCheck({
  slug: 'acknowledged-writes',
  requirements: ['HOF-056', 'HOF-057', 'HOF-071'],
  needs: ['incumbent', 'successor', 'streams', 'signals', 'consumer', 'durable_consumer'],
  explain:
    'Writes before, during and after a drain and a seal: none is acknowledged from the drain on, none that was is lost.',
  scripts: (stage) => [
    {
      name: 'through the drain hook',
      steps: [
        stage.starts('o', { drain: [{ block: true }] }),
        writes('o', 'k', '1', true),
        ...stage.session(),
        writes('o', 'k', '2', true),
        stage.done(stream.send('s', messages.prepare(idOf(1)))),
        ...(stage.virtual ? [] : [stage.passes(300, 'o')]),
        writes('o', 'k', '3', false, 'HOF-056'),
        stage.done(incumbent.release('o', 'drain')),
        stage.hears('s', [{ type: 'Drained', members: {} }]),
        writes('o', 'k', '4', false, 'HOF-056'),
        stage.done(directory.loseUnsynced(dir)),
        stage.done(stream.send('s', messages.resume(idOf(1)))),
        ...(stage.virtual ? [] : [stage.passes(300, 'o')]),
        reads('o', 'k', '2', 'HOF-057'),
        writes('o', 'k', '5', true),
        reads('o', 'k', '5'),
      ],
    },
    ...undoings.map(([name, undo]) => ({
      name: `through the seal, and ${name}`,
      steps: [
        stage.starts('o', { seal: [{ block: true }] }),
        writes('o', 'k', '1', true),
        writes('o', 'l', '1', true),
        ...stage.drained(),
        stage.done(stream.send('s', messages.sealRequest(idOf(1)))),
        ...(stage.virtual ? [] : [stage.passes(300, 'o')]),
        writes('o', 'k', '2', false, 'HOF-056'),
        stage.done(incumbent.release('o', 'seal')),
        stage.hears('s', [{ type: 'SealComplete', members: {} }]),
        writes('o', 'k', '3', false, 'HOF-056', 'HOF-071'),
        stage.done(directory.loseUnsynced(dir)),
        ...undo(stage),
        ...(stage.virtual ? [stage.passes(stage.times.reacquire_step_ms, 'o')] : [stage.passes(1_000, 'o')]),
        reads('o', 'k', '1', 'HOF-057'),
        reads('o', 'l', '1', 'HOF-057'),
        writes('o', 'k', '4', true),
      ],
    })),
    {
      name: 'a power failure behind Drained',
      steps: [
        stage.starts('o'),
        writes('o', 'k', '1', true),
        writes('o', 'k', '2', true),
        ...stage.drained(),
        stage.done(process.kill('o')),
        stage.done(directory.loseUnsynced(dir)),
        stage.starts('c'),
        reads('c', 'k', '2', 'HOF-057'),
      ],
    },
    {
      name: 'a successor',
      steps: [
        stage.starts('o'),
        writes('o', 'k', '1', true),
        ...stage.sealed('c'),
        ...stage.begun(),
        stage.done(successor.acquire('n')),
        stage.done(successor.announce('n')),
        reads('n', 'k', '1', 'HOF-057'),
        writes('o', 'k', '2', false, 'HOF-056', 'HOF-071'),
        writes('n', 'k', '3', true),
        step(client.read('n', 'none'), { found: false }),
        step(incumbent.hooks('n'), anything),
      ],
    },
  ],
})
