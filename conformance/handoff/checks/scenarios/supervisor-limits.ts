import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { messages, process, result, stream } from '../../calls.ts'
import { incumbentPid, type Stage, type Station } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const budget = { deadline_ms: '20000', grace_ms: '5000' }
const pending = (...requirements: string[]) => step(result('p1', 0), { state: 'pending' }, ...requirements)

type Sign = 'o1' | 'n1' | undefined

/** The handoff stands at the station for so long. Signs of life keep it waiting and move no limit. */
function waits(stage: Stage, station: Station, ms: number, sign: Sign): ScriptStep[] {
  const beat = Math.floor(stage.times.liveness_ms / 2)
  const steps = [...stage.supervises(), ...stage.handoff(station, 1, budget)]
  let left = ms
  while (sign !== undefined && left > beat) {
    steps.push(stage.passes(beat, 'v'), stage.done(stream.send(sign, messages.heartbeat)))
    left -= beat
  }
  return [...steps, stage.passes(left, 'v')]
}

/** It ends `limit` ms later at the earliest: nothing before, the end behind it. */
const limited = (
  stage: Stage,
  station: Station,
  limit: number,
  sign: Sign,
  ...requirements: string[]
): ScriptStep[] => [
  ...waits(stage, station, stage.before(limit), sign),
  pending(...requirements),
  ...(sign === undefined ? [] : [stage.done(stream.send(sign, messages.heartbeat))]),
  ...over(stage, limit),
]

const over = (stage: Stage, limit: number): ScriptStep[] =>
  stage.virtual ? [...stage.over(limit, 'v'), stage.passes(stage.times.min_read_ms, 'v')] : []

export const supervisorLimits = stagedCheck({
  slug: 'supervisor-limits',
  requirements: ['HOF-046', 'HOF-062', 'HOF-076', 'HOF-086', 'HOF-117', 'HOF-118'],
  needs: ['supervisor', 'streams'],
  waits: true,
  explain:
    'Each wait of a supervisor, just before and just behind its end, silent and with signs of life all the time.',
  scripts: (stage) => {
    const { hello_ms, slack_ms, liveness_ms } = stage.times
    const [deadline, grace] = [Number(budget.deadline_ms), Number(budget.grace_ms)]
    return [
      {
        name: 'the Hello of the incumbent',
        steps: [
          ...limited(stage, 'connected', hello_ms, undefined, 'HOF-046'),
          stage.fails('p1', 'timeout', 'HOF-046'),
        ],
      },
      {
        name: 'a Hello of the incumbent just in time',
        steps: [
          ...stage.supervises(),
          ...stage.handoff('connected'),
          stage.passes(stage.before(hello_ms), 'v'),
          stage.done(stream.send('o1', messages.hello('Incumbent', incumbentPid))),
          stage.hears('o1', [{ type: 'HelloAck', members: {} }], 'HOF-046'),
        ],
      },
      {
        name: 'the Hello of the successor',
        steps: [
          ...limited(stage, 'spawned', hello_ms, undefined, 'HOF-046'),
          stage.fails('p1', 'timeout', 'HOF-046'),
          step(process.exit('k1', stage.patience), { exited: true }, 'HOF-046'),
        ],
      },
      {
        name: 'Drained, with signs of life',
        steps: [
          ...limited(stage, 'prepared', grace + slack_ms, 'o1', 'HOF-062', 'HOF-118'),
          stage.fails('p1', 'timeout', 'HOF-062', 'HOF-118'),
        ],
      },
      {
        name: 'Drained within the slack',
        steps: [
          ...waits(stage, 'prepared', stage.within(grace, slack_ms), 'o1'),
          stage.done(stream.send('o1', messages.drained)),
          stage.hears('o1', [{ type: 'SealRequest', members: { handoff_id: idOf(1) } }], 'HOF-062'),
        ],
      },
      {
        name: 'the end of the seal, with signs of life',
        steps: [
          ...limited(stage, 'sealing', deadline + slack_ms, 'o1', 'HOF-076', 'HOF-118'),
          stage.fails('p1', 'timeout', 'HOF-076', 'HOF-118'),
          stage.hearsEnd(
            'n1',
            [{ type: 'Abort', members: { reason: 'seal phase timed out' }, optional: true }],
            'HOF-076',
          ),
          step(process.exit('k1', stage.patience), { exited: true }, 'HOF-076'),
        ],
      },
      {
        name: 'SealComplete within the slack',
        steps: [
          ...waits(stage, 'sealing', stage.within(deadline, slack_ms), 'o1'),
          stage.done(stream.send('o1', messages.sealComplete(idOf(1)))),
          stage.hears('n1', [{ type: 'Begin', members: { handoff_id: idOf(1) } }], 'HOF-076'),
        ],
      },
      {
        name: 'the silence of the incumbent while it seals',
        steps: [
          ...limited(stage, 'sealing', liveness_ms, undefined, 'HOF-117'),
          stage.fails('p1', 'timeout', 'HOF-117'),
          stage.hearsEnd(
            'n1',
            [{ type: 'Abort', members: { reason: 'incumbent unresponsive during seal' }, optional: true }],
            'HOF-117',
          ),
        ],
      },
      {
        name: 'Ready, with signs of life',
        steps: [
          ...limited(stage, 'begun', deadline + slack_ms, 'n1', 'HOF-086', 'HOF-118'),
          stage.aborts('p1', anything, 'HOF-086', 'HOF-118'),
        ],
      },
      {
        name: 'Ready within the slack',
        steps: [
          ...waits(stage, 'begun', stage.within(deadline, slack_ms), 'n1'),
          stage.done(stream.send('n1', messages.ready(idOf(1)))),
          stage.commits('p1', 'HOF-086'),
        ],
      },
      {
        name: 'the silence of the successor',
        steps: [...limited(stage, 'begun', liveness_ms, undefined, 'HOF-117'), stage.aborts('p1', anything, 'HOF-117')],
      },
      {
        name: 'a sign of life just in time, and silence again',
        steps: [
          ...stage.supervises(),
          ...stage.handoff('begun', 1, budget),
          stage.passes(stage.before(liveness_ms), 'v'),
          stage.done(stream.send('n1', messages.heartbeat)),
          stage.passes(stage.before(liveness_ms), 'v'),
          pending('HOF-117'),
          ...over(stage, liveness_ms),
          stage.aborts('p1', anything, 'HOF-117'),
        ],
      },
      {
        name: 'Ready where the deadline is over at Begin',
        steps: [
          ...stage.supervises(),
          ...stage.handoff('sealing', 1, { deadline_ms: '3000', grace_ms: '1000' }),
          stage.passes(stage.within(3_000, slack_ms), 'v'),
          stage.done(stream.send('o1', messages.sealComplete(idOf(1)))),
          stage.hears('n1', [{ type: 'Begin', members: {} }], 'HOF-086'),
          stage.passes(stage.virtual ? stage.before(slack_ms + stage.times.min_read_ms) : slack_ms / 5, 'v'),
          pending('HOF-086'),
          ...over(stage, slack_ms + stage.times.min_read_ms),
          stage.aborts('p1', anything, 'HOF-086'),
        ],
      },
    ]
  },
})
