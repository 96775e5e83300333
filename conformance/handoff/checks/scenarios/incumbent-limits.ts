import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, optional } from '../../../../machines/model/pattern.ts'
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
  ...stage.lasts(ms, 'o'),
]

export const incumbentLimits = stagedCheck({
  slug: 'incumbent-limits',
  requirements: ['HOF-048', 'HOF-101', 'HOF-102', 'HOF-110', 'HOF-125'],
  needs: ['incumbent', 'streams', 'foreign_holder'],
  waits: true,
  explain:
    'The waits of an incumbent, just before and just behind their end: for HelloAck, and for a lock that another has.',
  scripts: (stage) => {
    const { ack_ms, reacquire_ms, reacquire_step_ms, hello_ms, liveness_ms } = stage.times
    // In real time what follows waits for it.
    const stepOver = stage.virtual ? [stage.passes(reacquire_step_ms, 'o')] : []
    const contestedFor = stage.virtual ? reacquire_ms - 2 * reacquire_step_ms : reacquire_ms / 2
    return [
      {
        name: 'HelloAck, with a connection that waits',
        steps: [
          stage.starts('o'),
          stage.connects('a'),
          stage.hearsOnly('a', hello),
          stage.connects('b'),
          stage.passes(stage.before(ack_ms), 'o'),
          stage.isQuiet('a', 'HOF-048'),
          stage.isQuiet('b', 'HOF-110'),
          ...stage.over(ack_ms, 'o'),
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
          stage.passes(stage.before(ack_ms), 'o'),
          stage.done(stream.send('s', messages.helloAck(idOf(1)))),
          stage.passes(Math.min(ack_ms, stage.before(liveness_ms)), 'o'),
          stage.done(stream.send('s', messages.prepare(idOf(1)))),
          stage.hears('s', [{ type: 'Drained', members: {} }], 'HOF-048'),
        ],
      },
      {
        name: 'a lock that comes free within the time',
        steps: [
          ...contested(stage, contestedFor),
          called(served, 'HOF-101'),
          stage.done(directory.release('x')),
          ...stepOver,
          stage.connects('t'),
          stage.hears('t', hello, 'HOF-102'),
          called([...served, 'resume'], 'HOF-101', 'HOF-102'),
          step(directory.lock(dir), { free: false }, 'HOF-101'),
        ],
      },
      {
        name: 'a lock that stays with another',
        steps: [
          ...contested(stage, stage.virtual ? reacquire_ms - reacquire_step_ms : contestedFor),
          step(process.exit('o'), { exited: false }, 'HOF-101'),
          ...(stage.virtual
            ? [stage.passes(2 * reacquire_step_ms, 'o')]
            : [step(process.exit('o', stage.patience), { exited: true, code: anything })]),
          called(served, 'HOF-101'),
          step(incumbent.serve('o'), { serve: 'failed', error: 'lock_held' }, 'HOF-101'),
        ],
      },
      {
        name: 'a new supervisor meanwhile',
        steps: [
          ...contested(stage, contestedFor),
          stage.connects('t'),
          stage.isQuiet('t', 'HOF-110'),
          stage.done(directory.release('x')),
          ...(stage.virtual ? [stage.passes(Math.min(hello_ms, 3 * reacquire_step_ms), 'o')] : []),
          stage.hears('t', hello, 'HOF-125'),
        ],
      },
      {
        name: 'a new supervisor, and a lock that stays with another',
        steps: [
          ...contested(stage, 0),
          stage.connects('t'),
          ...(stage.virtual ? [stage.passes(hello_ms, 'o')] : []),
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
          ...stepOver,
          stage.connects('t'),
          stage.hears('t', hello),
          called([...served, 'resume'], 'HOF-101'),
        ],
      },
    ]
  },
})
