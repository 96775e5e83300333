import { slowSuccessor } from '../crash-rows.ts'
import { afterwards, slowScript } from '../crash-script.ts'
import { stagedCheck } from '../staged-check.ts'

export const oneGoesOn = stagedCheck({
  slug: 'one-goes-on',
  requirements: ['HOF-139'],
  needs: ['system', 'streams', 'incumbent', 'successor', 'strict'],
  waits: true,
  explain:
    'A supervisor dies after Begin: a successor that has the lock and cannot say Ready goes on as incumbent, quick or slow.',
  scripts: (stage) =>
    [1_000, 1_900, 3_500, 8_000].map((ready_after_ms) => {
      const { name, steps } = slowScript(stage, slowSuccessor, ready_after_ms, 'HOF-139')
      return { name, steps: [...steps, ...afterwards(stage, slowSuccessor, 'HOF-139')] }
    }),
})
