import { step } from '../../../kit/cases/script.ts'
import { dir as directory } from '../../calls.ts'
import { inPhase } from '../crash-script.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const phases = { prepared: 'Negotiating', sealing: 'Draining', begun: 'AwaitingReady' } as const

export const durableJournals = stagedCheck({
  slug: 'durable-journals',
  requirements: ['HOF-127'],
  needs: ['supervisor', 'streams', 'durable_consumer'],
  explain:
    'The power fails after each step: what was not made durable is lost, and the journal has the phase of the step, whole.',
  scripts: (stage) =>
    (['prepared', 'sealing', 'begun'] as const).map((station) => ({
      name: station,
      steps: [
        ...stage.supervises(),
        ...stage.handoff(station),
        stage.done(directory.loseUnsynced(dir)),
        step(directory.readJournal(dir), inPhase(phases[station]), 'HOF-127'),
      ],
    })),
})
