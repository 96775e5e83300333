import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything, optional } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { dir as directory, messages, process, result, stream, supervisor } from '../../calls.ts'
import { inPhase } from '../crash-script.ts'
import { dir, type Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const phase = (name: Parameters<typeof inPhase>[0], ...requirements: string[]): ScriptStep =>
  step(directory.readJournal(dir), inPhase(name), ...requirements)
/** A journal that is not there any more. */
const gone = (...requirements: string[]): ScriptStep => step(directory.readJournal(dir), {}, ...requirements)

/** A write of the journal fails; who serves then. */
function spoiled(stage: Stage, write: number): ScriptStep[] {
  const fails = write <= 4
  return [
    stage.starts('o'),
    step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
    stage.done(supervisor.failJournal('v', write)),
    stage.done(supervisor.perform('v', 'p', { child: 'successor', process: 'n', script: { acquire_after_ms: 500 } })),
    ...(stage.virtual ? [stage.passes(5_000, 'v')] : []),
    fails ? stage.fails('p', 'io', 'HOF-134') : stage.commits('p', 'HOF-134'),
    step(
      process.exit('n', fails ? stage.patience : 0),
      fails ? { exited: true, code: optional } : { exited: false },
      'HOF-134',
    ),
    step({ op: 'incumbent.serve', params: { incumbent: fails ? 'o' : 'n' } }, { serve: 'running' }, 'HOF-134'),
  ]
}

export const journalPhases = stagedCheck({
  slug: 'journal-phases',
  requirements: ['HOF-126', 'HOF-129', 'HOF-134'],
  needs: ['supervisor', 'streams', 'system', 'journal_faults'],
  waits: true,
  explain:
    'What the journal names after each step, that no ended handoff leaves one, and what follows where it cannot be written.',
  scripts: (stage) => [
    {
      name: 'a committed handoff',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('greeted'),
        gone('HOF-126'),
        ...stage.handoff('prepared').slice(-4),
        phase('Negotiating', 'HOF-126'),
        ...stage.handoff('sealing').slice(-2),
        phase('Draining', 'HOF-126'),
        ...stage.handoff('begun').slice(-2),
        phase('AwaitingReady', 'HOF-126'),
        ...stage.handoff('committed').slice(-3),
        gone('HOF-129'),
      ],
    },
    {
      name: 'a seal that failed',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('sealing'),
        stage.done(stream.send('o1', messages.sealFailed(idOf(1), 'disk full'))),
        stage.aborts('p1', 'seal failed: disk full', 'HOF-129'),
        gone('HOF-129'),
      ],
    },
    {
      name: 'an abort after the seal',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('begun'),
        stage.done(stream.close('n1')),
        stage.hears('o1', [{ type: 'ResumeAfterAbort', members: { handoff_id: idOf(1) } }], 'HOF-129'),
        stage.aborts('p1', anything, 'HOF-129'),
        gone('HOF-129'),
      ],
    },
    ...[1, 2, 3, 4, 5, 6].map((write) => ({ name: `write ${write} fails`, steps: spoiled(stage, write) })),
    {
      name: 'no journal at all',
      steps: [
        ...stage.supervises('v', { journal: false }),
        ...stage.handoff('committed'),
        gone('HOF-129'),
        step(result('p1'), anything),
      ],
    },
  ],
})
