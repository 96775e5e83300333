import { AcceptorModel } from '../../../../machines/nodedb/models/acceptor-model.ts'
import { check } from '../../../kit/check.ts'
import { planned, type Situations } from '../plan.ts'
import { SessionPlan } from '../session-plan.ts'

const forgotten = 'no such token'
const minute_ms = 60_000

/** Neighbours that are one number as doubles or as 32 bits, and ids that are negative as signed ones. */
const wideIds = [
  ...[2n ** 32n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n].flatMap((id) => [id, id + 1n]),
  2n ** 64n - 2n,
  2n ** 64n - 1n,
].map(String)

const situations: Situations<SessionPlan> = {
  'two-clients-with-the-same-ids': (plan) =>
    plan
      .enter('x')
      .push(0, '1')
      .push(0, '2')
      .enter('y')
      .push(1, '2', { peer: '8' })
      .push(1, '1', { peer: '8' })
      .push(1, '1', { peer: '8' })
      .push(0, '1'),
  'two-collections-with-the-same-ids': {
    // Where ids count for all collections of a peer together, the second use of an id is a repetition.
    fits: ({ parameters }) => parameters.stream_scope !== 'peer',
    plan: (plan) =>
      plan
        .enter('x')
        .push(0, '1')
        .push(0, '1', { collection: 'b' })
        .push(0, '2', { collection: 'b' })
        .push(0, '2')
        .push(0, '1', { collection: 'b' })
        .push(0, '1'),
  },
  'a-client-that-comes-back': (plan) =>
    plan.enter('x').push(0, '1').push(0, '3').close(0).enter('x', '2').push(1, '1').push(1, '2'),
  'wide-ids': (plan) =>
    [...wideIds, ...wideIds].reduce((before, id) => before.push(0, id), plan.enter('x').push(0, '1')).push(0, '2'),
  'damage-to-a-wide-id': (plan) =>
    plan
      .enter('x')
      .push(0, '9223372036854775808', { damaged: true })
      .push(0, '9223372036854775808')
      .push(0, '9223372036854775808'),
  'id-zero': (plan) => plan.enter('x').push(0, '0').push(0, '1').push(0, '0').push(0, '1').push(0, '2'),
  'two-connections-and-one-handshake': (plan) =>
    plan.enter('x').open().push(1, '1').ping(1).push(0, '1').push(1, '2').shake('y', '1').push(1, '2'),
  'a-connection-that-was-there-before-the-handshake': (plan) =>
    plan.open().enter('x').push(0, '1').push(1, '1').ping(0).close(1).push(0, '2'),
  'a-connection-after-one-that-ended': (plan) => plan.enter('x').push(0, '1').close(0).open().push(1, '2').ping(1),
  'a-connection-ends-and-another-stays': (plan) =>
    plan.enter('x').enter('y').close(0).push(1, '1', { peer: '8' }).ping(1),
  'epochs-of-two-clients': (plan) =>
    plan
      .enter('x', '5')
      .enter('y', '3')
      .enter('y', '4')
      .enter('z', '1')
      .enter('x', '5')
      .push(4, '1')
      .shake('x', '6')
      .enter('y', '6')
      .enter('y', '6'),
  'wide-epochs': (plan) =>
    wideIds
      .reduce((before, epoch) => before.enter('x', epoch), plan)
      .enter('x', `${2n ** 64n - 2n}`)
      .enter('x', '1'),
  'an-unknown-token': (plan) =>
    plan
      .open()
      .refresh(0, forgotten)
      .shake('x', '1', forgotten)
      .push(0, '1')
      .shake('x', '1')
      .refresh(0, forgotten)
      .ping(0)
      .push(0, '1'),
  'a-token': {
    needs: ['tokens'],
    plan: (plan) =>
      plan
        .token('first', minute_ms)
        .token('second', minute_ms)
        .open()
        .shake('x', '1', 'first')
        .push(0, '1')
        .refresh(0, 'second')
        .push(0, '2')
        .refresh(0, forgotten)
        .push(0, '3')
        .open()
        .shake('y', '1', forgotten),
  },
  'a-token-that-expires': {
    needs: ['tokens', 'clock'],
    plan: (plan) =>
      plan
        .token('short', minute_ms)
        .token('long', 100 * minute_ms)
        .enter('x')
        .advance(minute_ms / 2)
        .refresh(0, 'short')
        .open()
        .shake('y', '1', 'short')
        .advance(10 * minute_ms)
        .open()
        .shake('z', '1', 'short')
        .push(2, '1')
        .shake('z', '1', 'long')
        .push(2, '1')
        .refresh(2, 'short')
        .push(2, '2'),
  },
}

/** The situations that acceptors of many clients get wrong, one by one. */
export const sessionCases = check({
  id: 'nodedb/session-cases',
  kind: 'scenario',
  requirements: ['NDB-068', 'NDB-117', 'NDB-118', 'NDB-119'],
  needs: ['ses.frame'],
  explain: 'Several clients, collections and connections; ids and epochs of any size; tokens unknown and expired.',
  model: { id: 'session-cases', build: (setting) => new AcceptorModel(setting) },
  cases: (setting) => planned(situations, setting, () => new SessionPlan(new AcceptorModel(setting))),
})
