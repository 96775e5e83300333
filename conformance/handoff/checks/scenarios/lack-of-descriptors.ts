import { anything } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { control, incumbent, process, stream } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

export const lackOfDescriptors = stagedCheck({
  slug: 'lack-of-descriptors',
  requirements: ['HOF-155'],
  needs: ['incumbent', 'streams', 'descriptor_limits', 'hardened'],
  waits: true,
  explain: 'An incumbent that may open no further descriptor goes on, and takes sessions again once it may.',
  scripts: (stage) => [
    {
      name: 'a connection meanwhile',
      steps: [
        stage.starts('o'),
        stage.done(process.limitDescriptors('o', true)),
        step(control.connect(dir, 'a'), { connected: true }),
        step(stream.receive('a', stage.virtual ? 0 : 500), anything),
        stage.passes(1_000, 'o'),
        stage.done(stream.close('a')),
        stage.done(process.limitDescriptors('o', false)),
        stage.passes(1_000, 'o'),
        step(incumbent.serve('o'), { serve: 'running' }, 'HOF-155'),
        ...stage.drained('s', 1),
        step(incumbent.serve('o'), { serve: 'running' }, 'HOF-155'),
      ],
    },
  ],
})
