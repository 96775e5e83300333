import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, optional } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { client, dir as directory, incumbent, messages, stream } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const looks = (free: boolean, ...requirements: string[]): readonly ScriptStep[] => [
  step(directory.lock(dir), { free }, ...requirements),
  step(directory.files(dir), { lock_inode: anything, pidfile: optional }),
]
const called = (...hooks: readonly string[]): ScriptStep =>
  step(
    incumbent.hooks('o'),
    { calls: hooks.map((hook) => ({ hook, lock_held: true, deadline_in_ms: optional, result: 'ok' })) },
    'HOF-058',
  )

export const incumbentThroughAHandoff = stagedCheck({
  slug: 'incumbent-through-a-handoff',
  requirements: ['HOF-057', 'HOF-058', 'HOF-068'],
  needs: ['incumbent', 'streams', 'consumer'],
  explain:
    'An incumbent has the lock until a seal has succeeded, and not when SealComplete is read; what it acknowledged is there behind an abort.',
  scripts: (stage) => [
    {
      name: 'drained, sealed and undone',
      steps: [
        stage.starts('o'),
        ...looks(false, 'HOF-058'),
        step(client.write('o', 'k', '1'), { acknowledged: true }, 'HOF-057'),
        ...stage.drained(),
        ...looks(false, 'HOF-058'),
        called('drain'),
        stage.done(stream.send('s', messages.sealRequest(idOf(1)))),
        stage.hears('s', [{ type: 'SealComplete', members: {} }]),
        ...looks(true, 'HOF-068'),
        stage.done(stream.close('s')),
        stage.connects('t'),
        stage.hears('t', [{ type: 'Hello', members: { role: 'Incumbent' } }]),
        ...looks(false),
        called('drain', 'seal', 'resume'),
        step(client.read('o', 'k'), { found: true, value: '1' }, 'HOF-057'),
      ],
    },
    {
      name: 'a seal that fails',
      steps: [
        stage.starts('o', { seal: [{ fail: 'disk full' }] }),
        ...stage.drained(),
        stage.done(stream.send('s', messages.sealRequest(idOf(1)))),
        stage.hears('s', [{ type: 'SealFailed', members: {} }]),
        ...looks(false, 'HOF-058'),
      ],
    },
  ],
})
