import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import type { JsonObject } from '../../../../spec/json.ts'
import { step } from '../../../kit/cases/script.ts'
import { control, dir as directory, messages, result, stream, supervisor } from '../../calls.ts'
import { dir, incumbentPid } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const [golden] = vectors.journals
const same = new Fitting('the record that was there', (got) => (got as JsonObject).phase === golden?.record.phase)

export const journalsOfThePast = stagedCheck({
  slug: 'journals-of-the-past',
  requirements: ['HOF-131', 'HOF-132'],
  needs: ['supervisor', 'streams'],
  waits: true,
  explain:
    'A supervisor that starts: without a journal, with one and an incumbent, a silent one, nobody; and with journals that cannot be read.',
  scripts: (stage) => [
    {
      name: 'no journal',
      steps: [
        step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
        stage.done(supervisor.resume('v', 'r')),
        stage.ends('r', { state: 'done' }, 'HOF-131'),
      ],
    },
    {
      name: 'an incumbent that answers',
      steps: [
        ...stage.supervises(),
        stage.done(directory.writeJournal(dir, golden?.hex ?? '')),
        stage.done(supervisor.resume('v', 'r')),
        step(control.accept(dir, 'o', stage.patience), { accepted: true }, 'HOF-131'),
        step(result('r'), { state: 'pending' }, 'HOF-131'),
        stage.done(stream.send('o', messages.hello('Incumbent', incumbentPid))),
        stage.ends('r', { state: 'done', record: same }, 'HOF-131'),
        step(directory.readJournal(dir), {}, 'HOF-131'),
        stage.hearsEnd('o', [], 'HOF-131'),
        stage.done(supervisor.resume('v', 'again')),
        stage.ends('again', { state: 'done' }, 'HOF-131'),
      ],
    },
    {
      name: 'an incumbent that says nothing',
      steps: [
        ...stage.supervises(),
        stage.done(directory.writeJournal(dir, golden?.hex ?? '')),
        stage.done(supervisor.resume('v', 'r')),
        step(control.accept(dir, 'o', stage.patience), { accepted: true }),
        stage.passes(stage.before(stage.times.probe_ms), 'v'),
        step(result('r'), { state: 'pending' }, 'HOF-131'),
        ...stage.over(stage.times.probe_ms, 'v'),
        stage.ends('r', { state: 'done', record: same }, 'HOF-131'),
        step(directory.readJournal(dir), {}, 'HOF-131'),
      ],
    },
    {
      name: 'nobody there',
      steps: [
        step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
        stage.done(directory.writeJournal(dir, golden?.hex ?? '')),
        stage.done(supervisor.resume('v', 'r')),
        stage.ends('r', { state: 'done', record: same }, 'HOF-131'),
        step(directory.readJournal(dir), {}, 'HOF-131'),
      ],
    },
    ...vectors.refused_journals.map(({ name, hex }) => ({
      name,
      steps: [
        step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
        stage.done(directory.writeJournal(dir, hex)),
        stage.done(supervisor.resume('v', 'r')),
        stage.fails('r', 'codec', 'HOF-132'),
      ],
    })),
  ],
})
