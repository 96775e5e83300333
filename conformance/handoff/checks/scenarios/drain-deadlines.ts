import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { Fitting } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { incumbent, messages, stream } from '../../calls.ts'
import type { Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const most = 2n ** 64n - 1n
/** What an answer in JSON can say exactly. */
const sayable = 2n ** 53n - 1n

function drained(stage: Stage, deadline: bigint, grace: bigint): ScriptStep[] {
  const lower = deadline < grace ? deadline : grace
  const slack = stage.virtual ? 0 : 1_000
  const fits = new Fitting(`${lower}, or what an answer can say of it`, (got) =>
    lower > sayable
      ? typeof got === 'number' && got > 2 ** 50
      : typeof got === 'number' && got <= Number(lower) && got >= Number(lower) - slack,
  )
  return [
    stage.starts('o'),
    ...stage.session(),
    stage.done(stream.send('s', messages.prepare(idOf(1), `${deadline}`, `${grace}`))),
    stage.hears('s', [{ type: 'Drained', members: {} }], 'HOF-055'),
    step(
      incumbent.hooks('o'),
      { calls: [{ hook: 'drain', lock_held: true, deadline_in_ms: fits, result: 'ok' }] },
      'HOF-055',
    ),
  ]
}

export const drainDeadlines = stagedCheck({
  slug: 'drain-deadlines',
  requirements: ['HOF-055'],
  needs: ['incumbent', 'streams'],
  explain: 'The deadline of the drain hook is the lower of grace and deadline, at both ends of their types.',
  scenes: [
    { name: 'deadline', dimension: 'number', steps: (number, stage) => drained(stage, number, most) },
    { name: 'grace', dimension: 'number', steps: (number, stage) => drained(stage, most, number) },
    { name: 'both', dimension: 'number', steps: (number, stage) => drained(stage, number, number) },
  ],
})
