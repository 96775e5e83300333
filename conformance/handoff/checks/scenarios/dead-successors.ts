import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, Fitting, optional } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { dir as directory, messages, process, stream } from '../../calls.ts'
import { dir, type Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

/** Not committed, however it is told. */
const over = new Fitting('a handoff that failed or was not committed', (got) => {
  if (typeof got !== 'object' || got === null || Array.isArray(got)) return false
  const { state, outcome } = got
  if (state === 'failed') return true
  return state === 'done' && typeof outcome === 'object' && JSON.stringify(outcome).includes('"committed":false')
})

/** What the incumbent says on until the successor is needed; a supervisor that has noticed before does not listen any more. */
const tells = (...said: readonly Parameters<typeof stream.send>[1][]) =>
  said.map((message) => step(stream.send('o1', message), anything))

function ends(stage: Stage) {
  return [
    step({ op: 'call.result', params: { call: 'p1', max_ms: stage.patience } }, over, 'HOF-113'),
    step(process.exit('k1', stage.patience), { exited: true, code: optional }, 'HOF-113'),
    step(directory.readJournal(dir), {}, 'HOF-113'),
    stage.hearsEnd(
      'o1',
      [
        { type: 'SealRequest', members: {}, optional: true },
        { type: 'ResumeAfterAbort', members: {}, optional: true },
      ],
      'HOF-113',
    ),
  ]
}

export const deadSuccessors = stagedCheck({
  slug: 'dead-successors',
  requirements: ['HOF-113'],
  needs: ['supervisor', 'streams', 'strict'],
  explain: 'A successor that is gone before Begin is noticed at Begin at the latest, and the incumbent is let go.',
  scripts: (stage) => [
    {
      name: 'directly after HelloAck',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('prepared'),
        stage.done(stream.close('n1')),
        ...tells(messages.drained, messages.sealComplete(idOf(1))),
        ...ends(stage),
      ],
    },
    {
      name: 'while the incumbent seals',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('sealing'),
        stage.done(stream.close('n1')),
        ...tells(messages.sealComplete(idOf(1))),
        ...ends(stage),
      ],
    },
    {
      name: 'by a reset while the incumbent seals',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('sealing'),
        stage.done(stream.close('n1', true)),
        ...tells(messages.heartbeat, messages.sealComplete(idOf(1))),
        ...ends(stage),
      ],
    },
  ],
})
