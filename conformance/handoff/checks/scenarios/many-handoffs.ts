import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { client, dir as directory, incumbent, messages, process, stream, supervisor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const manyHandoffs = stagedCheck({
  slug: 'many-handoffs',
  requirements: ['HOF-109', 'HOF-088', 'HOF-108', 'HOF-036'],
  needs: ['supervisor', 'incumbent', 'system', 'streams', 'consumer', 'descriptors'],
  waits: true,
  explain:
    'Handoffs that are not committed, one after another: no child, journal or descriptor is left, and the consumer writes as before.',
  scenes: [
    {
      name: 'aborted',
      dimension: 'count',
      // Each takes seconds where time is real.
      range: ({ capabilities }) => ({ minimum: 1, maximum: capabilities.has('clock') ? 100 : 8 }),
      steps: (count, stage) => [
        stage.starts('o'),
        step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
        step(process.descriptors('v'), { count: anything }),
        ...Array.from({ length: count }, (_, at) => [
          stage.done(
            supervisor.perform('v', `p${at}`, {
              deadline_ms: '1000',
              child: 'successor',
              process: `n${at}`,
              script: { ready_after_ms: 60_000 },
            }),
          ),
          ...(stage.virtual ? [stage.passes(3_000, 'v')] : []),
          stage.aborts(`p${at}`, anything, 'HOF-109'),
          step(process.exit(`n${at}`, stage.patience), { exited: true }, 'HOF-109'),
          step(directory.readJournal(dir), {}, 'HOF-109'),
          step(directory.lock(dir), { free: false }, 'HOF-109'),
          step(client.write('o', 'k', `${at}`), { acknowledged: true }, 'HOF-109', 'HOF-108'),
        ]).flat(),
        step(incumbent.serve('o'), { serve: 'running' }, 'HOF-108'),
      ],
    },
    {
      name: 'committed',
      dimension: 'count',
      range: { minimum: 1, maximum: 32 },
      steps: (count, stage) => [
        stage.starts('n0'),
        step(supervisor.start('v', dir, { journal: true }), { pid: anything }),
        step(client.write('n0', 'k', '0'), { acknowledged: true }),
        ...Array.from({ length: count }, (_, at) => [
          stage.done(supervisor.perform('v', `p${at}`, { child: 'successor', process: `n${at + 1}` })),
          ...(stage.virtual ? [stage.passes(200, 'v')] : []),
          stage.commits(`p${at}`, 'HOF-108'),
          step(client.read(`n${at + 1}`, 'k'), { found: true, value: `${at}` }, 'HOF-109'),
          step(client.write(`n${at + 1}`, 'k', `${at + 1}`), { acknowledged: true }, 'HOF-108'),
        ]).flat(),
      ],
    },
    {
      name: 'reaped-before-resume',
      dimension: 'count',
      range: { minimum: 1, maximum: 8 },
      steps: (count, stage) => [
        ...stage.supervises(),
        ...Array.from({ length: count }, (_, at) => [
          ...stage.handoff('begun', at + 1),
          stage.done(stream.send(`n${at + 1}`, messages.commit(idOf(at + 1)))),
          stage.hears(`o${at + 1}`, [{ type: 'ResumeAfterAbort', members: { handoff_id: idOf(at + 1) } }], 'HOF-088'),
          step(process.exit(`k${at + 1}`), { exited: true }, 'HOF-088'),
          stage.aborts(`p${at + 1}`, anything, 'HOF-088', 'HOF-036'),
        ]).flat(),
      ],
    },
  ],
})
