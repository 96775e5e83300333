import { messages, stream } from '../../calls.ts'
import { stagedCheck } from '../staged-check.ts'

export const deadlineBelowGrace = stagedCheck({
  slug: 'deadline-below-grace',
  requirements: ['HOF-124'],
  needs: ['supervisor', 'streams', 'strict'],
  waits: true,
  explain: 'Where the deadline is far below the grace, the wait for Drained ends with it, and no SealRequest is sent.',
  scripts: (stage) => [
    {
      name: 'no Drained',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('prepared', 1, { deadline_ms: '2000', grace_ms: '30000' }),
        ...(stage.virtual ? [stage.passes(2_000 + stage.times.slack_ms + 2 * stage.times.min_read_ms, 'v')] : []),
        stage.fails('p1', 'timeout', 'HOF-124'),
        stage.hearsEnd('o1', [], 'HOF-124'),
      ],
    },
    {
      name: 'Drained within the slack',
      steps: [
        ...stage.supervises(),
        ...stage.handoff('prepared', 1, { deadline_ms: '2000', grace_ms: '30000' }),
        stage.passes(stage.within(2_000, stage.times.slack_ms), 'v'),
        stage.done(stream.send('o1', messages.drained)),
        stage.hears('o1', [{ type: 'SealRequest', members: {} }], 'HOF-124'),
      ],
    },
  ],
})
