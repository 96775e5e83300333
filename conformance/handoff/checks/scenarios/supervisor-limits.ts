import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { messages, process, result, stream } from '../../calls.ts'
import { incumbentPid, type Stage, type Station } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

/** Milliseconds by which what comes before a limit is before it, and what comes behind is behind. */
const margin = 50
const budget = { deadline_ms: '20000', grace_ms: '5000' }
const pending = (...requirements: string[]) => step(result('p1', 0), { state: 'pending' }, ...requirements)

/** The handoff stands at the station, and ends `limit` ms later at the earliest: nothing before, the end behind it. */
function limited(
  stage: Stage,
  station: Station,
  limit: number,
  sign: 'o1' | 'n1' | undefined,
  ...requirements: string[]
) {
  const { liveness_ms, min_read_ms } = stage.times
  const beat = Math.floor(liveness_ms / 2)
  const steps = [...stage.supervises(), ...stage.handoff(station, 1, budget)]
  let left = limit - margin
  // Signs of life keep it waiting and move no limit.
  while (sign !== undefined && left > beat) {
    steps.push(stage.passes(beat, 'v'), stage.done(stream.send(sign, messages.heartbeat)))
    left -= beat
  }
  return [...steps, stage.passes(left, 'v'), pending(...requirements), stage.passes(2 * margin + min_read_ms, 'v')]
}

export const supervisorLimits = stagedCheck({
  slug: 'supervisor-limits',
  requirements: ['HOF-046', 'HOF-062', 'HOF-076', 'HOF-086', 'HOF-117', 'HOF-118'],
  needs: ['supervisor', 'streams', 'clock'],
  explain:
    'Each wait of a supervisor, just before and just behind its end, silent and with signs of life all the time.',
  scripts: (stage) => {
    const { hello_ms, slack_ms, liveness_ms } = stage.times
    const deadline = Number(budget.deadline_ms) + slack_ms
    const grace = Number(budget.grace_ms) + slack_ms
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
          stage.passes(hello_ms - margin, 'v'),
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
          ...limited(stage, 'prepared', grace, 'o1', 'HOF-062', 'HOF-118'),
          stage.fails('p1', 'timeout', 'HOF-062', 'HOF-118'),
        ],
      },
      {
        name: 'Drained within the slack',
        steps: [
          ...limited(stage, 'prepared', grace, 'o1').slice(0, -1),
          stage.done(stream.send('o1', messages.drained)),
          stage.hears('o1', [{ type: 'SealRequest', members: { handoff_id: idOf(1) } }], 'HOF-062'),
        ],
      },
      {
        name: 'the end of the seal, with signs of life',
        steps: [
          ...limited(stage, 'sealing', deadline, 'o1', 'HOF-076', 'HOF-118'),
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
          ...limited(stage, 'sealing', deadline, 'o1').slice(0, -1),
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
          ...limited(stage, 'begun', deadline, 'n1', 'HOF-086', 'HOF-118'),
          stage.aborts('p1', anything, 'HOF-086', 'HOF-118'),
        ],
      },
      {
        name: 'Ready within the slack',
        steps: [
          ...limited(stage, 'begun', deadline, 'n1').slice(0, -1),
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
          stage.passes(liveness_ms - margin, 'v'),
          stage.done(stream.send('n1', messages.heartbeat)),
          stage.passes(liveness_ms - margin, 'v'),
          pending('HOF-117'),
          stage.passes(2 * margin + stage.times.min_read_ms, 'v'),
          stage.aborts('p1', anything, 'HOF-117'),
        ],
      },
      {
        name: 'Ready where the deadline is over at Begin',
        steps: [
          ...stage.supervises(),
          ...stage.handoff('sealing', 1, { deadline_ms: '3000', grace_ms: '1000' }),
          stage.passes(3_000 + slack_ms - margin, 'v'),
          stage.done(stream.send('o1', messages.sealComplete(idOf(1)))),
          stage.hears('n1', [{ type: 'Begin', members: {} }], 'HOF-086'),
          stage.passes(slack_ms, 'v'),
          pending('HOF-086'),
          stage.passes(stage.times.min_read_ms + 2 * margin, 'v'),
          stage.aborts('p1', anything, 'HOF-086'),
        ],
      },
    ]
  },
})
