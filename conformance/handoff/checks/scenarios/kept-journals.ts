import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { step } from '../../../kit/cases/script.ts'
import { dir as directory, messages, stream } from '../../calls.ts'
import { inPhase } from '../crash-script.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const keptJournals = stagedCheck({
  slug: 'kept-journals',
  requirements: ['HOF-130'],
  needs: ['supervisor', 'streams', 'crate'],
  explain: 'A handoff that fails in the drain or at a foreign SealComplete leaves the last phase in the journal.',
  scripts: (stage) => [
    {
      name: 'in the drain',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('prepared'),
        stage.done(stream.send('o1', messages.commit(idOf(1)))),
        stage.fails('p1', 'unexpected_message'),
        step(directory.readJournal(dir), inPhase('Negotiating'), 'HOF-130'),
      ],
    },
    {
      name: 'in the seal',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('sealing'),
        stage.done(stream.send('o1', messages.sealComplete(idOf(2)))),
        stage.fails('p1', 'unexpected_message'),
        step(directory.readJournal(dir), inPhase('Draining'), 'HOF-130'),
      ],
    },
  ],
})
