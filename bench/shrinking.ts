import { shrinkFinding } from '../conformance/kit/running/shrink-finding.ts'
import { osproxy } from '../conformance/osproxy/protocol.ts'
import { walk } from '../machines/model/walk.ts'
import { huntsFor } from './hunt.ts'
import { type Benchmark, digits, median } from './measure.ts'

/** Cases after which a mutant's fault is taken for one that walks do not show. */
const most = 60
/** Every third mutant is shrunk. */
const stride = 3

/** Executions and final length when the failing walks of killed mutants are shrunk. */
export const shrinking: Benchmark = {
  id: 'shrinking',
  explain: `The first failing walk of every third mutant of osproxy that walks show within ${most} cases, shrunk to a minimal case.`,
  run: async () => {
    const chosen = osproxy.mutants.filter((_, at) => at % stride === 0)
    const hunts = await huntsFor({ ...osproxy, mutants: chosen }, walk, most)
    const executions: number[] = []
    const before: number[] = []
    const after: number[] = []
    for (const hunt of hunts) {
      const found = await hunt.random(walk, 0, most)
      if (found === undefined) throw new Error(`${hunt.mutant.id} does not fail again with the same seed`)
      const shrunk = await shrinkFinding(hunt.target, { ...found, ran: hunt.check }, hunt.context)
      if (shrunk === undefined) throw new Error(`${hunt.mutant.id} does not fail again when its case is repeated`)
      executions.push(shrunk.executions)
      before.push(found.subject.inputs.length)
      after.push(shrunk.subject.inputs.length)
      await hunt.target.close()
    }
    return [
      {
        what: `executions to shrink a failing walk, ${executions.length} mutants`,
        measured: `median ${digits(median(executions))}, most ${Math.max(...executions)}`,
        yardstick: '',
        ratio: '',
        target: '<= 60',
        met: median(executions) <= 60,
        gap: 'Every payload is lowered one value at a time once no input can be left out.',
      },
      {
        what: 'inputs of the walk before and after shrinking',
        measured: `median ${digits(median(after))}, most ${Math.max(...after)}`,
        yardstick: `before: median ${digits(median(before))}, most ${Math.max(...before)}`,
        ratio: (median(after) / median(before)).toFixed(2),
        target: '',
        met: undefined,
      },
    ]
  },
}
