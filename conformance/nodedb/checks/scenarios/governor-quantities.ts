import type { Input, Setting } from '../../../../machines/model/model.ts'
import { GovernorModel, governorSource } from '../../../../machines/nodedb/models/governor-model.ts'
import { check } from '../../../kit/check.ts'
import { GovernorPlan, hour_ms } from '../governor-plan.ts'
import { pace } from '../pace-monitor.ts'
import { undisturbed } from '../undisturbed-monitor.ts'

const planned =
  <Value>(make: (plan: GovernorPlan, value: Value) => GovernorPlan) =>
  (value: Value, setting: Setting): readonly Input[] =>
    make(new GovernorPlan(new GovernorModel(setting, {})), value).inputs

const rates = ['0', '1', '3', '10'] as const
const depths = ['0', '1', '2000', '5000', '18446744073709551615'] as const

/** Rates, depths, queues, times and peers of any number, and what a throttle and a release say with each other. */
export const governorQuantities = check({
  id: 'nodedb/governor-quantities',
  kind: 'scenario',
  requirements: [
    ...['NDB-102', 'NDB-103', 'NDB-105', 'NDB-106', 'NDB-107', 'NDB-108', 'NDB-109', 'NDB-110', 'NDB-111', 'NDB-112'],
  ],
  needs: ['tg.enqueue', 'tg.advance'],
  explain: 'Any rate, depth, number of deltas and time; and rates and depths of throttle and release with each other.',
  model: governorSource('governor-quantities'),
  monitors: [pace, undisturbed],
  scenes: [
    {
      name: 'rate',
      dimension: 'number',
      inputs: planned((plan, rate: bigint) =>
        plan.attach('1').slower(`${rate}`).enqueue(40).wait(1_000).enqueue(20).wait(60_000).release().wait(1_000),
      ),
    },
    {
      name: 'depth',
      dimension: 'number',
      inputs: planned((plan, depth: bigint) =>
        plan.attach('1').slower('10', `${depth}`).enqueue(40).wait(1_000).wait(5_000),
      ),
    },
    {
      name: 'release-at-depth',
      dimension: 'number',
      inputs: planned((plan, depth: bigint) =>
        plan
          .attach('1')
          .slower('1')
          .enqueue(40)
          .wait(500)
          .release('0', `${depth}`)
          .wait(5_000)
          .enqueue(40)
          .wait(hour_ms),
      ),
    },
    {
      name: 'release-with-rate',
      dimension: 'number',
      inputs: planned((plan, rate: bigint) =>
        plan.attach('1').slower('1').enqueue(40).wait(500).release(`${rate}`).wait(5_000).enqueue(40).wait(hour_ms),
      ),
    },
    {
      name: 'queued',
      dimension: 'count',
      range: ({ parameters }) => ({
        minimum: 1,
        maximum: Math.min(typeof parameters.queue_max === 'number' ? parameters.queue_max : 10_000, 65_537),
      }),
      inputs: planned((plan, count: number) =>
        plan
          .attach('1')
          .slower('100')
          .enqueue(count)
          .wait(1_000 * count)
          .enqueue(5)
          .wait(5_000),
      ),
    },
    {
      name: 'limited-for',
      dimension: 'time',
      inputs: planned((plan, ms: number) =>
        plan.attach('1').slower('3').enqueue(5).wait(10_000).wait(ms).enqueue(60).wait(1_000).wait(60_000),
      ),
    },
    {
      name: 'engaged-times',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: planned((plan, count: number) => {
        plan.attach('1').enqueue(1)
        for (let time = 0; time < count; time++) plan.slower('1')
        return plan.enqueue(40).wait(500).release().wait(10_000).enqueue(40).wait(10_000)
      }),
    },
    {
      name: 'throttle',
      axes: () => ({
        rate: rates,
        depth: depths,
        again: [undefined, ...rates],
        releaseRate: rates,
        releaseDepth: depths,
      }),
      inputs: planned((plan, { rate, depth, again, releaseRate, releaseDepth }: Readonly<Record<string, unknown>>) => {
        plan.attach('1').enqueue(5).wait(hour_ms).slower(`${rate}`, `${depth}`).enqueue(40).wait(2_000)
        if (again !== undefined) plan.slower(`${again}`, `${depth}`).wait(2_000)
        return plan.release(`${releaseRate}`, `${releaseDepth}`).wait(5_000).enqueue(200).wait(hour_ms)
      }),
    },
  ],
})
