import { largest, tg } from '../../calls.ts'
import { governorCheck } from '../governor-check.ts'
import { beside, hour_ms } from '../governor-plan.ts'

export const governorCases = governorCheck({
  slug: 'governor-cases',
  explain:
    'Throttles repeated and replaced, needless releases, reconnects, the ends of the rates, and peers beside a limited one.',
  requirements: [
    ...['NDB-102', 'NDB-103', 'NDB-104', 'NDB-105', 'NDB-106', 'NDB-107', 'NDB-108', 'NDB-109', 'NDB-110', 'NDB-111'],
    ...['NDB-112', 'NDB-113', 'NDB-114'],
  ],
  constants: {},
  situations: {
    'engaged-twice-with-one-rate': (plan) =>
      plan
        .attach('1')
        .slower('10')
        .enqueue(60)
        .slower('10')
        .wait(500)
        .slower('10')
        .wait(1_000)
        .slower('10')
        .wait(10_000),
    'engaged-twice-with-a-lower-rate': (plan) =>
      plan.attach('1').slower('10').enqueue(60).slower('3').wait(1_000).slower('3', '0').wait(60_000),
    'engaged-twice-with-a-higher-rate': (plan) =>
      plan.attach('1').slower('3').enqueue(60).slower('10').wait(1_000).slower('10', largest).wait(10_000),
    'two-engagements-and-one-release': (plan) =>
      plan.attach('1').slower('1').slower('3').enqueue(60).wait(500).release().wait(hour_ms).enqueue(40).wait(5_000),
    'released-while-free': (plan) =>
      plan.attach('1').release().enqueue(400).wait(5_000).release('3').release('1').enqueue(400).wait(hour_ms),
    'released-with-a-rate': (plan) =>
      plan.attach('1').slower('1').enqueue(40).wait(500).release('1').wait(5_000).enqueue(40).wait(hour_ms),
    'limited-for-an-hour-of-silence': (plan) =>
      plan.attach('1').slower('3').enqueue(5).wait(hour_ms).enqueue(60).wait(1_000).wait(60_000),
    'another-peer-reconnects': (plan) =>
      plan.attach('1', '2').slower('3').enqueue(5, '2').reconnect('2').enqueue(60).enqueue(5, '2').wait(60_000),
    'another-peer-releases': (plan) =>
      plan
        .attach('1', '2')
        .slower('3')
        .slower('3', '0', '2')
        .release('0', '0', '2')
        .enqueue(60)
        .enqueue(60, '2')
        .wait(60_000),
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
    'the-default-rate': (plan) => plan.attach('1').slower('0', '0').enqueue(500).wait(1_000).slower('0').wait(hour_ms),
    'the-highest-rate': (plan) =>
      plan.attach('1').slower(largest, largest).enqueue(500).wait(1_000).slower('10').enqueue(60).wait(hour_ms),
    'control-frames-of-a-limited-peer': (plan) =>
      (['DeltaAck', 'DeltaReject', 'PingPong', 'CollectionPurged', 'HandshakeAck', 'ShapeSnapshot'] as const).reduce(
        (so, control) => so.add(tg.control('1', control)),
        plan.attach('1').slower('1').enqueue(40),
      ),
    'beside-a-slow-peer': beside(40, '1'),
    'beside-a-peer-at-the-default-rate': beside(150, '0'),
    'beside-a-peer-at-the-highest-rate': beside(5, largest),
  },
})
