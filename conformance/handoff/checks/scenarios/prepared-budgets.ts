import { childPid } from '../../../../machines/handoff/models/renaming.ts'
import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { Fitting } from '../../../../machines/model/pattern.ts'
import type { ScriptStep } from '../../../kit/cases/script.ts'
import { messages, stream } from '../../calls.ts'
import type { Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const last = 2n ** 64n - 1n

/** In real time some of it is over by then. */
const delay = 1_000n
const about = (most: bigint, least: bigint): Fitting => {
  const low = most - delay > least ? most - delay : least
  return new Fitting(`${low} to ${most}`, (got) => BigInt(String(got)) >= low && BigInt(String(got)) <= most)
}

/** PrepareHandoff of a handoff that began `late` ms before the successor said Hello. */
function prepared(stage: Stage, deadline: bigint, grace: bigint, late = 0): ScriptStep[] {
  const left = deadline - BigInt(late)
  const least = BigInt(stage.times.min_read_ms)
  const most = left > least ? left : least
  const members = {
    handoff_id: idOf(1),
    successor_pid: childPid,
    deadline_ms: stage.virtual ? `${most}` : about(most, least),
    drain_grace_ms: `${grace}`,
  }
  return [
    ...stage.supervises(),
    ...stage.handoff('spawned', 1, { deadline_ms: `${deadline}`, grace_ms: `${grace}` }),
    ...(late === 0 ? [] : [stage.passes(late, 'v')]),
    stage.done(stream.send('n1', messages.hello('Successor', childPid))),
    stage.hears('o1', [{ type: 'PrepareHandoff', members }], 'HOF-054'),
  ]
}

export const preparedBudgets = stagedCheck({
  slug: 'prepared-budgets',
  requirements: ['HOF-054'],
  needs: ['supervisor', 'streams'],
  waits: true,
  explain:
    'The budgets in PrepareHandoff: any number, what a late Hello leaves of the deadline, and never less than is waited for.',
  scripts: (stage) => [
    ...[-1, 0, 1].map((beside) => ({
      name: `the least deadline and ${beside}`,
      steps: prepared(stage, BigInt(stage.times.min_read_ms + beside), 5_000n),
    })),
    ...[1, 1_000, 4_000].map((late) => ({
      name: `a Hello after ${late} ms`,
      steps: prepared(stage, 4_000n, 5_000n, late),
    })),
    { name: 'the longest, and a Hello after 1000 ms', steps: prepared(stage, last, last, 1_000) },
  ],
  scenes: [
    { name: 'deadline', dimension: 'number', steps: (number, stage) => prepared(stage, number, 5_000n) },
    { name: 'grace', dimension: 'number', steps: (number, stage) => prepared(stage, 30_000n, number) },
  ],
})
