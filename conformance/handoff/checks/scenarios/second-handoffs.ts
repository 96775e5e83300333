import { anything } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { control, dir as directory, supervisor } from '../../calls.ts'
import { dir, stations } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const secondHandoffs = stagedCheck({
  slug: 'second-handoffs',
  requirements: ['HOF-152'],
  needs: ['supervisor', 'streams'],
  explain:
    'A second handoff of the same supervisor, wherever the first stands, fails at once and does nothing; the first goes on.',
  scripts: (stage) =>
    stations.slice(0, -1).map((station) => ({
      name: station,
      steps: [
        ...stage.supervises(),
        ...stage.handoff(station),
        step(directory.readJournal(dir), anything),
        stage.done(supervisor.perform('v', 'q')),
        stage.fails('q', 'handoff_in_progress', 'HOF-152'),
        step(control.accept(dir, 'x', 0), { accepted: false }, 'HOF-152'),
        ...(station === 'greeted' ? [] : [step(supervisor.child('v', 'y', 'z', 0), { spawned: false }, 'HOF-152')]),
        ...stage.handoff('committed').slice(stage.handoff(station).length),
      ],
    })),
})
