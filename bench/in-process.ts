import { inProcessSource } from '../conformance/kit/adapters/in-process.ts'
import { settingOf } from '../conformance/kit/judging/setting.ts'
import { benchOf, campaign } from '../conformance/kit/running/campaign.ts'
import { runCase } from '../conformance/kit/running/run-case.ts'
import { Target } from '../conformance/kit/running/target.ts'
import { osproxy } from '../conformance/osproxy/protocol.ts'
import { createReference } from '../conformance/osproxy/reference/reference.ts'
import { seeded } from '../machines/model/random.ts'
import { Rehearsal, walk } from '../machines/model/walk.ts'
import { modelSource } from '../machines/osproxy/models/model.ts'
import type { Pics } from '../spec/adapter.ts'
import { cellBench, cellCheck } from './cell/cell.ts'
import { runCommands } from './cell/commands.ts'
import { createCell } from './cell/implementation.ts'
import { type Benchmark, digits, interleaved, perSecond, type Result, times } from './measure.ts'

const target = '>= 2 M/s'
const longest = 40

/** Judged steps without a process between, so that the kit's own cost shows. */
export const inProcess: Benchmark = {
  id: 'in-process',
  explain:
    'A one-cell implementation in whole campaigns, generation included, against fc.commands; the osproxy reference on walks of its store profile, drawn before, against the same calls unjudged.',
  run: async () => [await cellCampaign(), await referenceWalks()],
}

async function cellCampaign(): Promise<Result> {
  const bench = cellBench(false)
  const cell = new Target(inProcessSource('cell', createCell), { protocol: 'cell', kit: '', adapter_protocol: 1 }, [])
  let seed = 0
  const rates = await interleaved({
    campaign: async () => {
      const options = { seed: ++seed, cases: 500, pipelined: false, judges: new Set<string>(), tour: false }
      const { steps } = await campaign(cell, cellCheck, bench, options)
      if (steps === 0) throw new Error('the campaign did not run')
      return steps
    },
    commands: () => runCommands(createCell(), ++seed, 500, longest),
  })
  return {
    what: 'checked steps in process, one cell, with generation',
    measured: perSecond(rates.of.campaign),
    yardstick: `fc.commands ${perSecond(rates.of.commands)}`,
    ratio: times(rates.ratio('campaign', 'commands')),
    target,
    met: rates.of.campaign >= 2e6,
    gap: `A generated and judged step of the smallest model costs ${digits(1e6 / rates.of.campaign)} µs: drawing it, validating both directions against the schemas, and comparing.`,
  }
}

async function referenceWalks(): Promise<Result> {
  const reference = createReference()
  const pics = (await reference.request('hello', {})).ok as unknown as Pics
  const model = modelSource('bench/store', 'store')
  const check = { id: 'bench/store', kind: 'model' as const, requirements: [], needs: [], explain: '', model }
  const rules = { catalogue: osproxy.catalogue(), register: osproxy.register(), malformed: osproxy.malformed }
  const setting = settingOf(pics)
  const bench = benchOf(check, [], setting, rules, false)
  const rehearsal = new Rehearsal(model.build(setting))
  const { configuration } = rehearsal.model
  const random = seeded(1)
  const subjects = Array.from({ length: 100 }, () => ({ configuration, inputs: walk(rehearsal, longest, random) }))
  const adapter = await inProcessSource('reference', createReference).open()
  const judge = async (): Promise<readonly (readonly { op: string; params: object }[])[]> => {
    const results = []
    for (const subject of subjects) results.push(await runCase(adapter, subject, bench))
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
