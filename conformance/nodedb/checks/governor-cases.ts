import type { Input, Setting } from '../../../machines/model/model.ts'
import {
  type GovernorConstants,
  GovernorModel,
  governorSource,
} from '../../../machines/nodedb/models/governor-model.ts'
import { type Check, check, type NamedCase } from '../../kit/check.ts'
import { pace } from './monitors/pace.ts'
import { undisturbed } from './monitors/undisturbed.ts'

const largest = '18446744073709551615'
const hour = 3_600_000

/** Writes the inputs of a case. Peer 1 unless another is told. */
class Plan {
  readonly inputs: Input[] = []

  constructor(readonly model: GovernorModel) {}

  attach(...peers: string[]): this {
    for (const peer of peers) this.call('tg.attach', { peer })
    return this
  }

  enqueue(count: number, peer = '1'): this {
    return this.call('tg.enqueue', { peer, count })
  }

  slower(rate: string, depth = '5000', peer = '1'): this {
    return this.call('tg.frame', { peer, hex: this.model.throttle(true, depth, rate) })
  }

  release(rate = '0', peer = '1'): this {
    return this.call('tg.frame', { peer, hex: this.model.throttle(false, '0', rate) })
  }

  reconnect(peer = '1'): this {
    return this.call('tg.link', { peer, up: false }).call('tg.link', { peer, up: true })
  }

  wait(ms: number): this {
    return this.call('tg.advance', { ms })
  }

  call(op: string, params: Input['params']): this {
    this.inputs.push({ op, params })
    return this
  }
}

type Cases = { readonly [name: string]: (plan: Plan) => Plan }

/** The second peer gets the same deltas before and after the first one asks for a rate, an hour apart. */
const beside = (count: number, rate: string) => (plan: Plan) =>
  plan
    .attach('1', '2')
    .enqueue(count)
    .enqueue(count, '2')
    .wait(hour)
    .slower(rate)
    .enqueue(count)
    .enqueue(count, '2')
    .wait(10)
    .wait(hour)

const ordinary: Cases = {
  'engaged-twice-with-one-rate': (plan) =>
    plan.attach('1').slower('10').enqueue(60).slower('10').wait(500).slower('10').wait(1_000).slower('10').wait(10_000),
  'engaged-twice-with-a-lower-rate': (plan) =>
    plan.attach('1').slower('10').enqueue(60).slower('3').wait(1_000).slower('3', '0').wait(60_000),
  'engaged-twice-with-a-higher-rate': (plan) =>
    plan.attach('1').slower('3').enqueue(60).slower('10').wait(1_000).slower('10', largest).wait(10_000),
  'two-engagements-and-one-release': (plan) =>
    plan.attach('1').slower('1').slower('3').enqueue(60).wait(500).release().wait(hour).enqueue(40).wait(5_000),
  'released-while-free': (plan) =>
    plan.attach('1').release().enqueue(400).wait(5_000).release('3').release('1').enqueue(400).wait(hour),
  'released-with-a-rate': (plan) =>
    plan.attach('1').slower('1').enqueue(40).wait(500).release('1').wait(5_000).enqueue(40).wait(hour),
  'limited-for-an-hour-of-silence': (plan) =>
    plan.attach('1').slower('3').enqueue(5).wait(hour).enqueue(60).wait(1_000).wait(60_000),
  'another-peer-reconnects': (plan) =>
    plan.attach('1', '2').slower('3').enqueue(5, '2').reconnect('2').enqueue(60).enqueue(5, '2').wait(60_000),
  'another-peer-releases': (plan) =>
    plan.attach('1', '2').slower('3').slower('3', '0', '2').release('0', '2').enqueue(60).enqueue(60, '2').wait(60_000),
  'pushed-to-after-a-reconnect': (plan) =>
    plan.attach('1').enqueue(5).wait(2_000).reconnect().enqueue(40).wait(10_000).enqueue(5).wait(10_000),
  'limited-after-a-reconnect': (plan) =>
    plan.attach('1').slower('3').enqueue(5).wait(10_000).reconnect().slower('3').enqueue(40).wait(60_000),
  'reconnected-with-a-queue': (plan) =>
    plan
      .attach('1')
      .slower('3')
      .enqueue(30)
      .wait(1_000)
      .reconnect()
      .slower('10')
      .enqueue(40)
      .wait(60_000)
      .enqueue(20)
      .wait(60_000),
  'the-default-rate': (plan) => plan.attach('1').slower('0', '0').enqueue(500).wait(1_000).slower('0').wait(hour),
  'the-highest-rate': (plan) =>
    plan.attach('1').slower(largest, largest).enqueue(500).wait(1_000).slower('10').enqueue(60).wait(hour),
  'control-frames-of-a-limited-peer': (plan) =>
    (['DeltaAck', 'DeltaReject', 'PingPong', 'CollectionPurged', 'HandshakeAck', 'ShapeSnapshot'] as const).reduce(
      (so, control) => so.call('tg.control', { peer: '1', control }),
      plan.attach('1').slower('1').enqueue(40),
    ),
  'beside-a-slow-peer': beside(40, '1'),
  'beside-a-peer-at-the-default-rate': beside(150, '0'),
  'beside-a-peer-at-the-highest-rate': beside(5, largest),
}

const full: Cases = {
  'queue-exactly-full': (plan) => plan.attach('1').slower('1').enqueue(30).wait(60_000).enqueue(30).wait(60_000),
  'overflow-of-a-limited-peer': (plan) =>
    plan.attach('1').slower('10').enqueue(100).wait(60_000).enqueue(5).wait(10_000).enqueue(30).wait(10_000),
  'overflow-of-a-free-peer': (plan) =>
    plan.attach('1').enqueue(100).wait(60_000).enqueue(5).wait(10_000).enqueue(30).wait(10_000),
  'overflow-and-release': (plan) =>
    plan.attach('1').slower('1').enqueue(31).enqueue(5).release().wait(10_000).enqueue(20).wait(10_000),
  'overflow-and-reconnect': (plan) =>
    plan
      .attach('1')
      .slower('1')
      .enqueue(100)
      .reconnect()
      .slower('10')
      .enqueue(20)
      .wait(60_000)
      .enqueue(30)
      .wait(60_000),
  'rate-above-that-of-everybody': (plan) =>
    plan.attach('1').slower('1000').enqueue(30).slower(largest).wait(1_000).enqueue(20).wait(60_000),
  'beside-a-slow-peer': beside(30, '1'),
  'beside-a-peer-at-the-default-rate': beside(5, '0'),
}

const unset: Cases = {
  'the-default-rate': (plan) => plan.attach('1').slower('0').enqueue(150).wait(1_000).slower('0').wait(hour),
}

function caseCheck(
  slug: string,
  explain: string,
  constants: GovernorConstants,
  cases: Cases,
  requirements: readonly string[],
  needs: readonly string[] = [],
): Check {
  return check({
    id: `nodedb/${slug}`,
    kind: 'scenario',
    requirements,
    needs: ['tg.enqueue', 'tg.advance', ...needs],
    explain,
    model: governorSource(slug, constants),
    monitors: [pace, undisturbed],
    cases: (setting: Setting): NamedCase[] =>
      Object.entries(cases).map(([name, make]) => {
        const model = new GovernorModel(setting, constants)
        return { name, configuration: model.configuration, inputs: make(new Plan(model)).inputs }
      }),
  })
}

/** What a governor does with repeated throttles, reconnects, overflows and several peers, one situation each. */
export const governorCases: readonly Check[] = [
  caseCheck(
    'governor-cases',
    'Throttles repeated and replaced, needless releases, reconnects, the ends of the rates, and peers beside a limited one.',
    {},
    ordinary,
    [
      ...['NDB-102', 'NDB-103', 'NDB-104', 'NDB-105', 'NDB-106', 'NDB-107', 'NDB-108', 'NDB-109', 'NDB-110', 'NDB-111'],
      ...['NDB-112', 'NDB-113', 'NDB-114'],
    ],
  ),
  caseCheck(
    'governor-cases-full',
    'A queue of 30 deltas that is exactly full, or overflows, and what is pushed after it.',
    { unthrottled_rate: 20, default_rate: 3, queue_max: 30 },
    full,
    ['NDB-102', 'NDB-104', 'NDB-105', 'NDB-107', 'NDB-108', 'NDB-110', 'NDB-111', 'NDB-112', 'NDB-114'],
    ['constants'],
  ),
  caseCheck(
    'governor-cases-default',
    'A server that pushes 20 deltas a second to anybody: its default rate for throttled peers is no higher.',
    { unthrottled_rate: 20 },
    unset,
    ['NDB-102', 'NDB-106', 'NDB-111', 'NDB-112'],
    ['constants'],
  ),
]
