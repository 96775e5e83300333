import {
  type CrashRow,
  incumbentFirst,
  incumbentRows,
  slowSuccessorAlone,
  successorRows,
  supervisorRows,
} from '../crash-rows.ts'
import { afterwards, crashScript, slowScript } from '../crash-script.ts'
import { stagedCheck } from '../staged-check.ts'

export const crashMatrix = stagedCheck({
  slug: 'crash-matrix',
  requirements: ['HOF-131', 'HOF-135', 'HOF-136', 'HOF-137', 'HOF-138'],
  needs: ['system', 'streams', 'crash_points'],
  waits: true,
  explain:
    'A whole system in which one process dies, at every point of the crash matrix; then a new supervisor hands over whoever serves.',
  scripts: (stage) => {
    const lived = (rows: readonly CrashRow[], requirement: string) =>
      rows.map((row) => {
        const { name, steps } = crashScript(stage, row, requirement)
        return { name, steps: [...steps, ...afterwards(stage, row, 'HOF-138')] }
      })
    // Who serves in the end of this row is what profile strict adds.
    const { name, steps } = slowScript(stage, slowSuccessorAlone, 3_500, 'HOF-135')
    const slow = { name, steps: [...steps, ...afterwards(stage, slowSuccessorAlone, 'HOF-138')] }
    return [
      ...lived([...supervisorRows, incumbentFirst], 'HOF-135'),
      ...(stage.setting.profile === 'strict' ? [] : [slow]),
      ...lived(incumbentRows, 'HOF-136'),
      ...lived(successorRows, 'HOF-137'),
    ]
  },
})
