import type { Input, Setting } from '../../../machines/model/model.ts'
import { AcceptorModel, type PushLimits } from '../../../machines/nodedb/models/acceptor-model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { crc32c } from '../../../spec/nodedb/crc32c.ts'
import { type Check, check, type NamedCase } from '../../kit/check.ts'

const forgotten = 'no such token'
const minute_ms = 60_000
/** Long enough to take three deltas again at one a second. */
const pause_ms = 10_000

/** Writes the inputs of a case. Connections are numbered from 0 in the order of `open`. */
class Plan {
  readonly inputs: Input[] = []
  #opened = 0

  constructor(readonly model: AcceptorModel) {}

  open(): this {
    this.#opened++
    return this.call('ses.open')
  }

  /** A handshake on the last connection. */
  shake(lite_id: string, epoch: string, jwt_token = '', session = this.#opened - 1): this {
    return this.frame(session, {
      type: 'Handshake',
      jwt_token,
      vector_clock: {},
      subscribed_shapes: [],
      client_version: '1',
      lite_id,
      epoch,
      wire_version: 1,
    })
  }

  /** A new connection of a client that is accepted. */
  enter(lite_id: string, epoch = '1'): this {
    return this.open().shake(lite_id, epoch)
  }

  push(session: number, mutation_id: string, { peer = '7', collection = 'a', damaged = false } = {}): this {
    const payload = Buffer.from(`${peer} ${collection} ${mutation_id}`)
    return this.frame(session, {
      type: 'DeltaPush',
      collection,
      document_id: 'd',
      delta: payload.toString('hex'),
      peer_id: peer,
      mutation_id,
      checksum: (crc32c(payload) ^ (damaged ? 0x80000000 : 0)) >>> 0,
    })
  }

  refresh(session: number, new_token: string): this {
    return this.frame(session, { type: 'TokenRefresh', new_token })
  }

  ping(session: number): this {
    return this.frame(session, { type: 'PingPong', timestamp_ms: '1711000000000', is_pong: false })
  }

  close(session: number): this {
    return this.call('ses.close', { session })
  }

  token(token: string, lifetime_ms: number): this {
    return this.call('ses.token', { token, lifetime_ms })
  }

  advance(ms: number): this {
    return this.call('ses.advance', { ms })
  }

  frame(session: number, message: JsonObject): this {
    return this.call('ses.frame', { session, hex: this.model.encode(message) })
  }

  call(op: string, params: JsonObject = {}): this {
    this.inputs.push({ op, params })
    return this
  }
}

interface Situation {
  /** Capabilities that it takes. */
  readonly needs?: readonly string[]
  /** It means nothing where ids count for all collections of a peer together. */
  readonly perCollection?: boolean
  readonly plan: (plan: Plan) => Plan
}
type Situations = { readonly [name: string]: Situation }

/** Neighbours that are one number as doubles or as 32 bits, and ids that are negative as signed ones. */
const wideIds = [
  ...[2n ** 32n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n].flatMap((id) => [id, id + 1n]),
  2n ** 64n - 2n,
  2n ** 64n - 1n,
].map(String)

const situations: Situations = {
  'two-clients-with-the-same-ids': {
    plan: (plan) =>
      plan
        .enter('x')
        .push(0, '1')
        .push(0, '2')
        .enter('y')
        .push(1, '2', { peer: '8' })
        .push(1, '1', { peer: '8' })
        .push(1, '1', { peer: '8' })
        .push(0, '1'),
  },
  'two-collections-with-the-same-ids': {
    perCollection: true,
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
  'a-client-that-comes-back': {
    plan: (plan) => plan.enter('x').push(0, '1').push(0, '3').close(0).enter('x', '2').push(1, '1').push(1, '2'),
  },
  'wide-ids': {
    plan: (plan) =>
      [...wideIds, ...wideIds].reduce((before, id) => before.push(0, id), plan.enter('x').push(0, '1')).push(0, '2'),
  },
  'damage-to-a-wide-id': {
    plan: (plan) =>
      plan
        .enter('x')
        .push(0, '9223372036854775808', { damaged: true })
        .push(0, '9223372036854775808')
        .push(0, '9223372036854775808'),
  },
  'id-zero': {
    plan: (plan) => plan.enter('x').push(0, '0').push(0, '1').push(0, '0').push(0, '1').push(0, '2'),
  },
  'two-connections-and-one-handshake': {
    plan: (plan) => plan.enter('x').open().push(1, '1').ping(1).push(0, '1').push(1, '2').shake('y', '1').push(1, '2'),
  },
  'a-connection-that-was-there-before-the-handshake': {
    plan: (plan) => plan.open().enter('x').push(0, '1').push(1, '1').ping(0).close(1).push(0, '2'),
  },
  'a-connection-after-one-that-ended': {
    plan: (plan) => plan.enter('x').push(0, '1').close(0).open().push(1, '2').ping(1),
  },
  'a-connection-ends-and-another-stays': {
    plan: (plan) => plan.enter('x').enter('y').close(0).push(1, '1', { peer: '8' }).ping(1),
  },
  'epochs-of-two-clients': {
    plan: (plan) =>
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
  },
  'wide-epochs': {
    plan: (plan) =>
      wideIds
        .reduce((before, epoch) => before.enter('x', epoch), plan)
        .enter('x', `${2n ** 64n - 2n}`)
        .enter('x', '1'),
  },
  'an-unknown-token': {
    plan: (plan) =>
      plan
        .open()
        .refresh(0, forgotten)
        .shake('x', '1', forgotten)
        .push(0, '1')
        .shake('x', '1')
        .refresh(0, forgotten)
        .ping(0)
        .push(0, '1'),
  },
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

/** Three deltas are taken; the others are refused, dropped, or taken later. */
const crowded: Situations = {
  'refused-and-pushed-again': {
    plan: (plan) => {
      plan.enter('x')
      for (const id of ['1', '2', '3', '4', '5']) plan.push(0, id)
      for (const id of ['5', '4', '4', '6']) plan.advance(pause_ms).push(0, id)
      return plan
    },
  },
  'refused-and-pushed-again-in-the-next-connection': {
    plan: (plan) => {
      plan.enter('x')
      for (const id of ['1', '2', '3', '4', '5']) plan.push(0, id)
      plan.advance(pause_ms).close(0).enter('x', '2')
      for (const id of ['4', '1', '5']) plan.push(1, id)
      return plan
    },
  },
}

function casesOf(all: Situations, limits?: PushLimits): (setting: Setting) => NamedCase[] {
  return (setting) =>
    Object.entries(all)
      .filter(([, { needs = [], perCollection = false }]) => {
        const together = perCollection && setting.parameters.stream_scope === 'peer'
        return !together && needs.every((need) => setting.capabilities.has(need))
      })
      .map(([name, { plan }]) => {
        const model = new AcceptorModel(setting, limits)
        return { name, configuration: model.configuration, inputs: plan(new Plan(model)).inputs }
      })
}

const three: PushLimits = { push_burst: 3, push_rate: 1 }

/** The situations that acceptors of many clients get wrong, one by one. */
export const sessionCases: readonly Check[] = [
  check({
    id: 'nodedb/session-cases',
    kind: 'scenario',
    requirements: ['NDB-068', 'NDB-117', 'NDB-118', 'NDB-119'],
    needs: ['ses.frame'],
    explain: 'Several clients, collections and connections; ids and epochs of any size; tokens unknown and expired.',
    model: { id: 'session-cases', build: (setting) => new AcceptorModel(setting) },
    cases: casesOf(situations),
  }),
  check({
    id: 'nodedb/session-rate-cases',
    kind: 'scenario',
    requirements: ['NDB-117', 'NDB-119'],
    needs: ['ses.frame', 'ses.advance', 'constants'],
    explain: 'A session that takes three deltas at once: what came over the rate is taken when it is pushed again.',
    model: { id: 'session-rate-cases', build: (setting) => new AcceptorModel(setting, three) },
    cases: casesOf(crowded, three),
  }),
]
