import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { supervisor } from '../../calls.ts'
import type { Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const without = new Fitting(
  'variables without LISTEN_PID',
  (got) => typeof got === 'object' && got !== null && !('LISTEN_PID' in got) && 'LISTEN_FDS' in got,
)
const child = (stage: Stage): ScriptStep =>
  step(
    supervisor.child('v', 'n1', 'k1', stage.patience),
    { spawned: true, pid: anything, environment: without, descriptors: anything },
    'HOF-159',
  )

export const noListenPid = stagedCheck({
  slug: 'no-listen-pid',
  requirements: ['HOF-159'],
  needs: ['supervisor', 'streams', 'strict'],
  waits: true,
  explain: 'A LISTEN_PID of the supervisor, or of its caller, reaches no child.',
  scripts: (stage) => [
    {
      name: 'of the supervisor',
      steps: [
        ...stage.supervises('v', { listeners: ['api'], environment: { LISTEN_PID: '1' } }),
        ...stage.handoff('greeted'),
        child(stage),
      ],
    },
    {
      name: 'of the caller',
      steps: [
        ...stage.supervises('v', { listeners: ['api'] }),
        ...stage.handoff('greeted', 1, { environment: { LISTEN_PID: '1' } }),
        child(stage),
      ],
    },
  ],
})
