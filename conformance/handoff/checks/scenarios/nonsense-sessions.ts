import fc from 'fast-check'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { incumbent, process, stream } from '../../calls.ts'
import { hexOf } from '../hex.ts'
import type { Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const samples = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 40 }), { seed: 20_261_128, numRuns: 200 }).map(hexOf)
const hello = [{ type: 'Hello', members: { role: 'Incumbent' } }] as const

/** A connection that sends what no supervisor sends, or nothing, and goes. */
const visit = (stage: Stage, at: number): ScriptStep[] => [
  stage.connects(`x${at}`),
  ...(at % 3 === 0
    ? []
    : [
        {
          ...stream.bytes(`x${at}`, samples[at % samples.length] as string),
          expect: { any: true as const },
          requirements: [],
        },
      ]),
  step(stream.close(`x${at}`, at % 2 === 0), {}),
]

export const nonsenseSessions = stagedCheck({
  slug: 'nonsense-sessions',
  requirements: ['HOF-158'],
  needs: ['incumbent', 'streams'],
  explain:
    'Sessions of bytes without sense, of early ends and of silence, however many: the incumbent lives, no hook is called, the next is served.',
  scenes: [
    {
      name: 'sessions',
      dimension: 'count',
      range: { minimum: 1, maximum: 1_000 },
      steps: (count, stage) => [
        stage.starts('o'),
        ...Array.from({ length: count }, (_, at) => visit(stage, at)).flat(),
        stage.connects('s'),
        stage.hears('s', hello, 'HOF-158'),
        step(incumbent.hooks('o'), { calls: [] }, 'HOF-158'),
        step(process.exit('o'), { exited: false }, 'HOF-158'),
        step(incumbent.serve('o'), { serve: 'running' }, 'HOF-158'),
      ],
    },
  ],
})
