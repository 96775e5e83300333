import { inProcessSource } from '../conformance/kit/adapters/in-process.ts'
import { CasePlan } from '../conformance/kit/cases/case-plan.ts'
import { longestWalk } from '../conformance/kit/cases/walk-arbitrary.ts'
import { caseContext } from '../conformance/kit/judging/case-context.ts'
import { settingOf } from '../conformance/kit/judging/setting.ts'
import { runCase } from '../conformance/kit/running/case.ts'
import { runCheck } from '../conformance/kit/running/check-run.ts'
import { Target } from '../conformance/kit/running/target.ts'
import { osproxy } from '../conformance/osproxy/protocol.ts'
import { createReference } from '../conformance/osproxy/reference/reference.ts'
import { seeded } from '../machines/model/random.ts'
import { ModelSimulator, walk } from '../machines/model/walk.ts'
import { modelSource } from '../machines/osproxy/models/model.ts'
import type { Pics } from '../spec/adapter.ts'
import { cellCheck, cellContext, cellSetting } from './cell/cell.ts'
import { runCommands } from './cell/commands.ts'
import { createCell } from './cell/implementation.ts'
import { type Benchmark, digits, interleaved, perSecond, type Result, times } from './measure.ts'

const target = '>= 2 M/s'

/** Judged steps without a process between, so that the kit's own cost shows. */
export const inProcess: Benchmark = {
  id: 'in-process',
  explain:
    'A one-cell implementation in whole check runs, generation included, against fc.commands; the osproxy reference on walks of its store profile, drawn before, against the same calls unjudged.',
  run: async () => [await cellWalks(), await referenceWalks()],
}

async function cellWalks(): Promise<Result> {
  const context = cellContext(false)
  const cell = new Target(inProcessSource('cell', createCell), { protocol: 'cell', kit: '', adapter_protocol: 1 }, [])
  let seed = 0
  const rates = await interleaved({
    check: async () => {
      const options = { seed: ++seed, randomCases: 500, tour: false }
      const plan = new CasePlan(cellCheck, cellSetting, context.catalogue, options)
      const { steps } = await runCheck(cell, cellCheck, plan, context, { watched: new Set() })
      if (steps === 0) throw new Error('the check did not run')
      return steps
    },
    commands: () => runCommands(createCell(), ++seed, 500, longestWalk),
  })
  return {
    what: 'checked steps in process, one cell, with generation',
    measured: perSecond(rates.of.check),
    yardstick: `fc.commands ${perSecond(rates.of.commands)}`,
    ratio: times(rates.ratio('check', 'commands')),
    target,
    met: rates.of.check >= 2e6,
    gap: `A generated and judged step of the smallest model costs ${digits(1e6 / rates.of.check)} µs: drawing it, validating both directions against the schemas, and comparing.`,
  }
}

async function referenceWalks(): Promise<Result> {
  const reference = createReference()
  const pics = (await reference.request('hello', {})).ok as unknown as Pics
  const model = modelSource('bench/store', 'store')
  const check = { id: 'bench/store', kind: 'model' as const, requirements: [], needs: [], explain: '', model }
  const setting = settingOf(pics)
  const context = caseContext(osproxy, check, setting)
  const simulator = new ModelSimulator(model.build(setting))
  const { configuration } = simulator.model
  const random = seeded(1)
  const subjects = Array.from({ length: 100 }, () => ({ configuration, inputs: walk(simulator, longestWalk, random) }))
  const adapter = await inProcessSource('reference', createReference).open()
  const judge = async (): Promise<readonly (readonly { op: string; params: object }[])[]> => {
    const results = []
    for (const subject of subjects) results.push(await runCase(adapter, subject, context))
    const broken = results.flatMap((result) => result.violations)[0]
    if (broken !== undefined) throw new Error(`the reference fails ${broken.requirement}: ${broken.got}`)
    return results.map((result) => result.exchanges)
  }
  const calls = (await judge()).flat() as readonly { op: string; params: Record<string, never> }[]
  const rates = await interleaved({
    checked: async () => (await judge()).reduce((sum, exchanges) => sum + exchanges.length, 0),
    bare: () => {
      for (const { op, params } of calls) reference.request(op, params)
      return calls.length
    },
  })
  return {
    what: 'checked steps in process, osproxy reference',
    measured: perSecond(rates.of.checked),
    yardstick: `the reference alone ${perSecond(rates.of.bare)}`,
    ratio: `overhead ${rates.ratio('bare', 'checked').toFixed(2)}`,
    target,
    met: rates.of.checked >= 2e6,
    gap: `The reference itself takes ${digits(1e6 / rates.of.bare)} µs a call, judging ${digits(1e6 / rates.of.checked - 1e6 / rates.of.bare)} µs: it copies the model's state, validates and compares each answer.`,
  }
}
