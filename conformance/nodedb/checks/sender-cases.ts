import type { Input } from '../../../machines/model/model.ts'
import { logDelta } from '../../../machines/nodedb/charts/deltas.ts'
import { sender } from '../../../machines/nodedb/charts/sender.ts'
import { SenderModel, senderSource } from '../../../machines/nodedb/models/sender-model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { check, type NamedCase } from '../../kit/check.ts'
import { named } from './walks.ts'

const largest = '18446744073709551615'

/** Writes the inputs of a case. Peer 1 unless another is told. */
class Plan {
  readonly inputs: Input[] = []
  readonly #heads = new Map<string, number>()

  constructor(readonly model: SenderModel) {}

  append(count: number, collection = 'a'): this {
    for (let made = 0; made < count; made++) {
      const id = (this.#heads.get(collection) ?? 0) + 1
      this.#heads.set(collection, id)
      const { document_id, payload } = logDelta(collection, id)
      this.call('tx.append', { collection, document_id, payload })
    }
    return this
  }

  attach(peer = '1'): this {
    return this.call('tx.attach', { peer })
  }

  /** A request as a receiver writes it: for everything because of corruption, from an id because of a gap. */
  request(from: string, collection = 'a', peer = '1'): this {
    const gap = { kind: 'SequenceGap', expected: from, received: largest }
    return this.asks(from === '0' ? { kind: 'CorruptedState' } : gap, from, collection, peer)
  }

  asks(reason: JsonObject, from: string, collection = 'a', peer = '1'): this {
    const message = { type: 'ResyncRequest', reason, from_mutation_id: from, collection }
    return this.call('tx.frame', { peer, hex: this.model.encode(message) })
  }

  drain(max = 100, peer = '1'): this {
    return this.call('tx.drain', { peer, max })
  }

  call(op: string, params: JsonObject = {}): this {
    this.inputs.push({ op, params })
    return this
  }
}

interface Situation {
  /** Capabilities that it takes. */
  readonly needs?: readonly string[]
  readonly plan: (plan: Plan) => Plan
}

const situations: { readonly [name: string]: Situation } = {
  'pushed-as-appended': { plan: (plan) => plan.attach().append(2).drain(1).append(1).drain() },
  'attached-behind-the-head': { plan: (plan) => plan.append(2).attach().drain().append(1).drain() },
  'from-the-first-id': { plan: (plan) => plan.append(3).attach().request('1').drain() },
  'from-the-middle': { plan: (plan) => plan.append(3).attach().request('2').drain() },
  'from-the-head': { plan: (plan) => plan.append(3).attach().request('3').drain() },
  'from-behind-the-head': { plan: (plan) => plan.append(3).attach().request('4').drain().append(1).drain() },
  'from-beyond-the-head': { plan: (plan) => plan.append(2).attach().request('9').drain().append(1).drain() },
  'from-the-last-id-there-is': { plan: (plan) => plan.append(2).attach().request(largest).drain().append(1).drain() },
  'for-another-reason': {
    plan: (plan) =>
      plan
        .append(3)
        .attach()
        .asks({ kind: 'ChecksumMismatch', mutation_id: '1' }, '2')
        .drain()
        .asks({ kind: 'SequenceGap', expected: '1', received: '3' }, '3')
        .drain(),
  },
  'everything-because-of-corruption': {
    plan: (plan) => plan.append(3).attach().request('0').drain().append(1).drain(),
  },
  'everything-because-of-a-gap': {
    plan: (plan) => plan.append(2).attach().asks({ kind: 'SequenceGap', expected: '1', received: '2' }, '0').drain(),
  },
  'corruption-with-an-id': { plan: (plan) => plan.append(3).attach().asks({ kind: 'CorruptedState' }, '2').drain() },
  'appended-while-a-snapshot-is-due': { plan: (plan) => plan.append(2).attach().request('0').append(2).drain() },
  'appended-while-a-replay-runs': {
    plan: (plan) => plan.append(3).attach().request('1').drain(1).append(1).drain(1).append(1).drain(),
  },
  'a-replay-asked-for-while-a-snapshot-is-due': {
    plan: (plan) => plan.append(4).attach().request('0').request('3').drain().append(1).drain(),
  },
  'everything-asked-for-again-while-a-snapshot-is-due': {
    plan: (plan) => plan.append(2).attach().request('0').request('0').drain().append(1).drain(),
  },
  'everything-asked-for-while-a-replay-runs': {
    plan: (plan) => plan.append(4).attach().request('2').drain(1).request('0').drain().append(1).drain(),
  },
  'asked-from-an-id-that-32-bits-cut': {
    plan: (plan) => plan.append(3).attach().request('4294967298').drain().request('9223372036854775810').drain(),
  },
  'requests-while-a-replay-runs': {
    plan: (plan) => plan.append(4).attach().request('2').drain(1).request('4').drain(1).request('1').drain(),
  },
  'the-same-request-twice': { plan: (plan) => plan.append(3).attach().request('2').request('2').drain().drain() },
  'a-request-before-what-is-due-went-out': { plan: (plan) => plan.attach().append(4).drain(1).request('4').drain() },
  'all-collections-from-an-id': {
    plan: (plan) => plan.append(3).append(1, 'b').attach().request('2', '').drain().append(1, 'b').drain(),
  },
  'all-collections-at-the-beginning': {
    plan: (plan) => plan.append(2).append(1, 'b').attach().request('0', '').drain(),
  },
  'everything-of-nothing': { plan: (plan) => plan.attach().request('0', '').drain().append(1).drain() },
  'a-collection-that-is-not-there': {
    plan: (plan) => plan.append(2).attach().request('1', 'zz').drain().request('1').drain(),
  },
  'bytes-that-are-no-request': {
    plan: (plan) =>
      plan
        .append(2)
        .attach()
        .call('tx.frame', { peer: '1', hex: '5000000000' })
        .call('tx.frame', { peer: '1', hex: '' })
        .drain()
        .request('2')
        .drain(),
  },
  'two-peers': {
    plan: (plan) =>
      plan
        .append(2)
        .attach()
        .attach('2')
        .request('1')
        .drain(100, '2')
        .drain()
        .request('2', 'a', '2')
        .drain()
        .drain(100, '2'),
  },
  'a-replay-and-a-lost-session': {
    plan: (plan) =>
      plan
        .append(3)
        .attach()
        .request('1')
        .drain(1)
        .call('tx.link', { peer: '1', up: false })
        .drain()
        .append(1)
        .call('tx.link', { peer: '1', up: true })
        .drain()
        .request('2')
        .drain(),
  },
  'no-session': {
    plan: (plan) => plan.append(2).attach().call('tx.link', { peer: '1', up: false }).request('1').drain(),
  },
  'below-the-floor': {
    needs: ['compaction'],
    plan: (plan) =>
      plan
        .append(4)
        .attach()
        .call('tx.compact', { collection: 'a', floor: '3' })
        .request('2')
        .drain()
        .request('3')
        .drain(),
  },
  'everything-forgotten': {
    needs: ['compaction'],
    plan: (plan) =>
      plan
        .append(2)
        .attach()
        .call('tx.compact', { collection: 'a', floor: '3' })
        .request('2')
        .drain()
        .append(1)
        .drain(),
  },
  'no-right-to-a-collection': {
    needs: ['rights'],
    plan: (plan) =>
      plan
        .append(2)
        .append(2, 'b')
        .call('tx.attach', { peer: '1', collections: ['a'] })
        .request('1', 'b')
        .drain()
        .request('1', '')
        .drain()
        .request('0', 'b')
        .drain(),
  },
  'a-right-that-is-withdrawn': {
    needs: ['rights'],
    plan: (plan) =>
      plan
        .append(2, 'b')
        .attach()
        .request('1', 'b')
        .call('tx.rights', { peer: '1', collections: ['a'] })
        .drain()
        .append(1, 'b')
        .drain(),
  },
  'a-snapshot-that-fails': {
    needs: ['faults'],
    plan: (plan) =>
      plan.append(2).attach().call('tx.fail_snapshot', { times: 1 }).request('0').drain().request('0').drain(),
  },
  'a-restart': {
    needs: ['restart'],
    plan: (plan) =>
      plan
        .append(2)
        .attach()
        .drain()
        .call('tx.restart')
        .append(1)
        .call('tx.link', { peer: '1', up: true })
        .drain()
        .request('1')
        .drain(),
  },
}

/** The situations that senders get wrong, one by one. */
export const senderCases = check({
  id: 'nodedb/sender-cases',
  kind: 'scenario',
  requirements: [...named([sender]), 'NDB-094', 'NDB-095'],
  needs: ['tx.frame', 'tx.drain'],
  explain: 'Requests from every kind of id, for every scope and reason, in sessions, across them and without one.',
  model: senderSource,
  cases: (setting): NamedCase[] =>
    Object.entries(situations)
      .filter(([, { needs = [] }]) => needs.every((need) => setting.capabilities.has(need)))
      .map(([name, { plan }]) => {
        const model = new SenderModel(setting)
        return { name, configuration: model.configuration, inputs: plan(new Plan(model)).inputs }
      }),
})
