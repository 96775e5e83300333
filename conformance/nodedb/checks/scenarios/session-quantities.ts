import type { Input, Setting } from '../../../../machines/model/model.ts'
import { AcceptorModel, type PushLimits } from '../../../../machines/nodedb/models/acceptor-model.ts'
import { check } from '../../../kit/check.ts'
import { SessionPlan } from '../session-plan.ts'

/** More than any case pushes: nothing here is about the rate. */
const plenty: PushLimits = { push_burst: 1_000_000, push_rate: 1_000_000 }

const planned =
  <Value>(make: (plan: SessionPlan, value: Value) => SessionPlan) =>
  (value: Value, setting: Setting): readonly Input[] =>
    make(new SessionPlan(new AcceptorModel(setting, plenty)), value).inputs

const counted = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)

/** Mutations, clients, connections and tokens of any number, size and name. */
export const sessionQuantities = check({
  id: 'nodedb/session-quantities',
  kind: 'scenario',
  requirements: ['NDB-117', 'NDB-118', 'NDB-119'],
  needs: ['ses.frame', 'constants'],
  explain: 'Any number of mutations, clients and connections; ids, epochs, names, payloads and times of any size.',
  model: { id: 'session-quantities', build: (setting) => new AcceptorModel(setting, plenty) },
  scenes: [
    {
      name: 'mutations',
      dimension: 'count',
      range: { minimum: 1, maximum: 1_025 },
      inputs: planned((plan, count: number) => {
        plan.enter('x')
        for (const at of counted(count)) plan.push(0, `${at + 1}`)
        return plan
          .push(0, '1')
          .push(0, `${count}`)
          .push(0, `${count + 1}`)
      }),
    },
    {
      name: 'damaged-first',
      dimension: 'count',
      range: { minimum: 1, maximum: 1_025 },
      inputs: planned((plan, count: number) => {
        plan.enter('x')
        for (const at of counted(count)) plan.push(0, `${at + 1}`, { damaged: true })
        return plan.push(0, '1').push(0, `${count}`).push(0, '1')
      }),
    },
    {
      name: 'id',
      dimension: 'number',
      range: { minimum: 1 },
      inputs: planned((plan, id: bigint) =>
        plan.enter('x').push(0, `${id}`, { damaged: true }).push(0, `${id}`).push(0, '3').push(0, `${id}`).push(0, '2'),
      ),
    },
    {
      name: 'peer',
      dimension: 'number',
      inputs: planned((plan, peer: bigint) =>
        plan
          .enter('x')
          .push(0, '1', { peer: `${peer}` })
          .push(0, '1', { peer: '7' })
          .push(0, '1', { peer: `${peer}` }),
      ),
    },
    {
      name: 'epoch',
      dimension: 'number',
      range: { minimum: 1 },
      inputs: planned((plan, epoch: bigint) => {
        plan.enter('x', `${epoch}`).enter('x', `${epoch}`).push(1, '1')
        if (epoch < 2n ** 64n - 1n) plan.enter('x', `${epoch + 1n}`).enter('x', `${epoch}`)
        return plan
      }),
    },
    {
      name: 'collections',
      dimension: 'name',
      inputs: planned((plan, [one, other]: readonly [string, string]) =>
        plan
          .enter('x')
          .push(0, '1', { collection: one })
          .push(0, '1', { collection: other })
          .push(0, '1', { collection: one }),
      ),
    },
    {
      name: 'clients',
      dimension: 'name',
      // A client without a name is not known again.
      range: { minimum: 1 },
      inputs: planned((plan, [one, other]: readonly [string, string]) =>
        plan.enter(one, '5').enter(other, '5').enter(other, '5').push(2, '1').enter(one, '6'),
      ),
    },
    {
      name: 'known-clients',
      dimension: 'count',
      range: { minimum: 1, maximum: 500 },
      inputs: planned((plan, count: number) => {
        for (const at of counted(count)) plan.enter(`c${at}`, '5').close(at)
        return plan.enter('c0', '5').push(count, '1')
      }),
    },
    {
      name: 'connections',
      dimension: 'count',
      range: { minimum: 2, maximum: 500 },
      inputs: planned((plan, count: number) => {
        for (const at of counted(count)) plan.enter(`c${at}`)
        return plan
          .push(0, '1')
          .ping(0)
          .ping(count - 1)
      }),
    },
    {
      name: 'refused-before',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: planned((plan, count: number) => {
        plan.open()
        for (const _ of counted(count)) plan.push(0, '1')
        return plan.shake('x', '1').push(0, '1')
      }),
    },
    {
      name: 'tokens',
      dimension: 'name',
      range: { minimum: 1 },
      needs: ['tokens'],
      inputs: planned((plan, [one, other]: readonly [string, string]) =>
        plan.token(one, 60_000).open().shake('x', '1', other).push(0, '1').shake('x', '1', one).push(0, '1'),
      ),
    },
    {
      name: 'token-text',
      dimension: 'text',
      range: { minimum: 1 },
      needs: ['tokens'],
      inputs: planned((plan, text: string) =>
        plan.token(text, 60_000).open().shake('x', '1', `${text}x`).push(0, '1').shake('x', '1', text).push(0, '1'),
      ),
    },
    {
      name: 'token-of',
      dimension: 'time',
      range: { minimum: 1 },
      needs: ['tokens', 'ses.advance'],
      inputs: planned((plan, lifetime_ms: number) =>
        plan
          .token('t', lifetime_ms)
          .open()
          .advance(lifetime_ms - 1)
          .shake('x', '1', 't')
          .push(0, '1')
          .advance(1)
          .open()
          .shake('y', '1', 't')
          .push(1, '1'),
      ),
    },
  ],
})
