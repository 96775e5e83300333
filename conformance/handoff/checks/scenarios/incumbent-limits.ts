import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { optional } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { dir as directory, incumbent, messages, process, stream } from '../../calls.ts'
import { dir, type Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const hello = [{ type: 'Hello', members: { role: 'Incumbent' } }] as const
const called = (hooks: readonly string[], ...requirements: string[]): ScriptStep =>
  step(
    incumbent.hooks('o'),
    { calls: hooks.map((hook) => ({ hook, lock_held: true, deadline_in_ms: optional, result: 'ok' })) },
    ...requirements,
  )
const served = ['drain', 'seal'] as const

/** Sealed, and another has the lock for so long while the session is lost. */
const contested = (stage: Stage, ms: number): ScriptStep[] => [
  stage.starts('o'),
  ...stage.sealed(),
  stage.done(directory.hold(dir, 'x')),
  stage.done(stream.close('s')),
  stage.passes(ms, 'o'),
]

export const incumbentLimits = stagedCheck({
  slug: 'incumbent-limits',
  requirements: ['HOF-048', 'HOF-101', 'HOF-102', 'HOF-110', 'HOF-125'],
  needs: ['incumbent', 'streams', 'clock', 'foreign_holder'],
  explain:
    'The waits of an incumbent, just before and just behind their end: for HelloAck, and for a lock that another has.',
  scripts: (stage) => {
    const { ack_ms, reacquire_ms, reacquire_step_ms, hello_ms, liveness_ms } = stage.times
    return [
      {
        name: 'HelloAck, with a connection that waits',
        steps: [
          stage.starts('o'),
          stage.connects('a'),
          stage.hearsOnly('a', hello),
          stage.connects('b'),
          stage.passes(ack_ms - 1, 'o'),
          stage.hearsOnly('a', [], 'HOF-048'),
          stage.hearsOnly('b', [], 'HOF-110'),
          stage.passes(2, 'o'),
          stage.hearsEnd('a', [], 'HOF-048'),
          stage.hears('b', hello, 'HOF-048', 'HOF-110'),
          called([], 'HOF-048'),
        ],
      },
      {
        name: 'HelloAck just in time',
        steps: [
          stage.starts('o'),
          stage.connects('s'),
          stage.hears('s', hello),
          stage.passes(ack_ms - 1, 'o'),
          stage.done(stream.send('s', messages.helloAck(idOf(1)))),
          stage.passes(Math.min(ack_ms, liveness_ms - 1), 'o'),
          stage.done(stream.send('s', messages.prepare(idOf(1)))),
          stage.hears('s', [{ type: 'Drained', members: {} }], 'HOF-048'),
        ],
      },
      {
        name: 'a lock that comes free within the time',
        steps: [
          ...contested(stage, reacquire_ms - 2 * reacquire_step_ms),
          called(served, 'HOF-101'),
          stage.done(directory.release('x')),
          stage.passes(reacquire_step_ms, 'o'),
          called([...served, 'resume'], 'HOF-101', 'HOF-102'),
          step(directory.lock(dir), { free: false }, 'HOF-101'),
          stage.connects('t'),
          stage.hears('t', hello, 'HOF-102'),
        ],
      },
      {
        name: 'a lock that stays with another',
        steps: [
          ...contested(stage, reacquire_ms - reacquire_step_ms),
          step(process.exit('o'), { exited: false }, 'HOF-101'),
          stage.passes(2 * reacquire_step_ms, 'o'),
          called(served, 'HOF-101'),
          step(incumbent.serve('o'), { serve: 'failed', error: 'lock_held' }, 'HOF-101'),
        ],
      },
      {
        name: 'a new supervisor meanwhile',
        steps: [
          ...contested(stage, reacquire_ms - 2 * reacquire_step_ms),
          stage.connects('t'),
          stage.hearsOnly('t', [], 'HOF-110'),
          stage.done(directory.release('x')),
          stage.passes(Math.min(hello_ms, 3 * reacquire_step_ms), 'o'),
          stage.hears('t', hello, 'HOF-125'),
        ],
      },
      {
        name: 'a new supervisor, and a lock that stays with another',
        steps: [
          ...contested(stage, 0),
          stage.connects('t'),
          stage.passes(hello_ms, 'o'),
          stage.hearsEnd('t', [], 'HOF-125'),
        ],
      },
      {
        name: 'told to resume while another has the lock',
        steps: [
          stage.starts('o'),
          ...stage.sealed(),
          stage.done(directory.hold(dir, 'x')),
          stage.done(stream.send('s', messages.resume(idOf(1)))),
          stage.hearsEnd('s', [], 'HOF-101'),
          called(served, 'HOF-101'),
          stage.done(directory.release('x')),
          stage.passes(reacquire_step_ms, 'o'),
          called([...served, 'resume'], 'HOF-101'),
        ],
      },
    ]
  },
})
