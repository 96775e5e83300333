import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { control, process, successor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const ownerOnly = 0o600
/** Users that are neither that of the incumbent nor root; the driver connects as itself where it names none. */
const stranger = 54_321

export const controlPath = stagedCheck({
  slug: 'control-path',
  requirements: ['HOF-153'],
  needs: ['incumbent', 'streams', 'other_user', 'hardened'],
  waits: true,
  explain: 'The control path is for its owner alone: its mode, and what a peer of another user gets.',
  scripts: (stage) => [
    {
      name: 'mode',
      steps: [stage.starts('o'), step(control.mode(dir), { mode: ownerOnly }, 'HOF-153')],
    },
    ...(stage.setting.capabilities.has('successor')
      ? [
          {
            name: 'mode of what a successor binds',
            steps: [
              ...stage.begun(),
              stage.done(successor.acquire('n')),
              stage.done(successor.announce('n')),
              step(control.mode(dir), { mode: ownerOnly }, 'HOF-153'),
            ],
          },
        ]
      : []),
    {
      name: 'a peer of another user, and one of the own',
      steps: [
        stage.starts('o'),
        step(control.connect(dir, 'x', stranger), anything),
        stage.connects('s'),
        stage.hears('s', [{ type: 'Hello', members: { role: 'Incumbent' } }], 'HOF-153'),
        step(process.exit('o', 0), { exited: false }),
      ],
    },
    {
      name: 'the root',
      steps: [
        stage.starts('o'),
        step(control.connect(dir, 's', 0), { connected: true }),
        stage.hears('s', [{ type: 'Hello', members: { role: 'Incumbent' } }], 'HOF-153'),
      ],
    },
    {
      name: 'nothing for another user',
      steps: [
        stage.starts('o'),
        step(control.connect(dir, 'x', stranger), new Fitting('an object', (got) => typeof got === 'object')),
        ...(stage.virtual ? [stage.hearsEnd('x', [], 'HOF-153')] : []),
      ],
    },
  ],
})
