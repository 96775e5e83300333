import type { Json, JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import type { Handshake, Message } from '../../../spec/nodedb/messages.types.ts'
import { natural, type Output } from '../../chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { type Expectation, Fitting, type Pattern } from '../../model/pattern.ts'
import { type Role, World } from '../../model/world.ts'
import { arriving, logDelta, qualities } from '../charts/deltas.ts'
import { type SessionContext, type SessionPayload, session } from '../charts/session.ts'
import { besideOwnRequests } from './own-requests.ts'
import { speaking, spoken } from './spoken.ts'

const collection = 'a'
const peer = '7'
const replica = 'replica'

/** A session acceptor as a test model: one connection after another of one client. */
class SessionModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #role: Role<SessionContext, SessionPayload>
  /** Connections so far, the epoch that the client last used, and its pushes. */
  readonly #ghost: { opened: number; epoch: number; pushes: number }
  readonly #dialect: Dialect
  readonly #version: number
  /** Deltas that are taken at once; from there on each one may be refused for the rate, or dropped. */
  readonly #burst: number

  constructor(readonly setting: Setting) {
    const { parameters } = setting
    this.#dialect = spoken(setting)
    this.configuration = speaking(setting)
    this.#version = typeof parameters.wire_version === 'number' ? parameters.wire_version : 4
    this.#burst = typeof parameters.push_burst === 'number' ? parameters.push_burst : 200
    this.#role = this.world.role('session', session, { deletes: parameters.empty_delta === 'delete' ? 1 : 0 })
    this.#ghost = this.world.ghosts('client', {
      opened: natural,
      epoch: natural,
      pushes: natural,
    })
    this.moves = this.#moves()
  }

  accepts({ op, params }: Input): boolean {
    const open = this.#role.state !== 'closed'
    if (op === 'ses.open') return !open
    if (op === 'ses.token' || op === 'ses.advance') return true
    if (!open || params.session !== this.#ghost.opened - 1) return false
    if (op !== 'ses.frame' || this.#role.state !== 'authenticated') return true
    return this.#read(params.hex as string)?.type !== 'Handshake'
  }

  perform({ op, params }: Input): Expectation {
    if (op === 'ses.open') {
      this.#role.send('open')
      return { ok: { session: this.#ghost.opened++ } }
    }
    if (op === 'ses.close') {
      this.#role.send('close')
      return { ok: {} }
    }
    if (op !== 'ses.frame') return { any: true }
    const message = this.#read(params.hex as string)
    if (message?.type === 'DeltaPush' && this.#role.state === 'authenticated' && ++this.#ghost.pushes > this.#burst) {
      const outcome = this.world.choose(3)
      if (outcome > 0) return this.#limited(message.mutation_id, outcome === 1)
    }
    const known = this.#role.state === 'authenticated'
    const outputs = this.#send(message)
    const applied = outputs.flatMap(({ type, values }): Pattern[] =>
      type === 'applied' ? [{ peer, collection, mutation_id: `${values.id}` }] : [],
    )
    return {
      ok: {
        frames: this.#frames(
          outputs.filter(({ type }) => type !== 'applied').map((output) => this.#answer(output, message)),
          known && message !== undefined,
        ),
        applied,
      },
    }
  }

  /** A delta over the rate: without effect, and told or not. */
  #limited(id: string, told: boolean): Expectation {
    const rejection = this.#message(`a DeltaReject of ${id} with RateLimited`, {
      type: 'DeltaReject',
      mutation_id: id,
      compensation: { kind: 'RateLimited' },
    })
    return { ok: { frames: this.#frames(told ? [rejection] : [], true), applied: [] } }
  }

  /** Whoever receives deltas may ask for more beside its answers. */
  #frames(frames: readonly Fitting[], receives: boolean): Pattern {
    if (!receives) return frames
    return besideOwnRequests(frames, { read: (hex) => this.#read(hex), encode: (message) => this.#encode(message) })
  }

  probes(): readonly Input[] {
    return []
  }

  #read(hex: string): Message | undefined {
    return decodeFrame(Buffer.from(hex, 'hex'), this.#dialect).message
  }

  #send(message: Message | undefined): readonly Output[] {
    const role = this.#role
    switch (message?.type) {
      case undefined:
        return role.send('garbage')
      case 'Handshake':
        return this.#shake(message)
      case 'DeltaPush': {
        const { checksum, delta, mutation_id } = message
        const quality = qualities.find((each) => {
          const copy = arriving(collection, Number(mutation_id), each)
          return copy?.payload === delta && copy.checksum === checksum
        })
        const good = quality === 'good' || quality === 'unchecked' ? 1 : 0
        return role.send('push', { id: Number(mutation_id), good, empty: delta === '' ? 1 : 0 })
      }
      case 'PingPong':
        return role.send(message.is_pong ? 'pong' : 'ping')
      case 'VectorClockSync':
        return role.send('clock')
      default:
        return role.send('other')
    }
  }

  #shake({ wire_version, jwt_token, lite_id, epoch }: Handshake): readonly Output[] {
    const forked = lite_id !== '' && Number(epoch) > 0 && Number(epoch) <= this.#ghost.epoch
    const event = wire_version > this.#version ? 'version' : jwt_token !== '' ? 'token' : forked ? 'fork' : 'accepted'
    const outputs = this.#role.send(event)
    if (event === 'accepted' && lite_id !== '') this.#ghost.epoch = Number(epoch)
    return outputs
  }

  /** Wording and numbering of an answer are free; what it says is not. */
  #message(text: string, members: JsonObject): Fitting {
    const fits = (got: Json): boolean => typeof got === 'string' && says(this.#read(got) as Json | undefined, members)
    return new Fitting(text, fits, { $frame: members }, () => this.#encode(worded(members)))
  }

  #answer({ type, params, values }: Output, asked: Message | undefined): Fitting {
    const expect = (text: string, members: JsonObject): Fitting => this.#message(text, members)
    if (type === 'handshake') {
      const { success = false, fork = false } = params
      return expect(`a HandshakeAck, success ${success}, fork_detected ${fork}`, {
        type: 'HandshakeAck',
        success,
        fork_detected: fork,
      })
    }
    const id = `${values.id}`
    if (type === 'ack') return expect(`a DeltaAck of ${id}`, { type: 'DeltaAck', mutation_id: id })
    if (type === 'reject') {
      const { hint = 'any' } = params
      return expect(`a DeltaReject of ${id} with ${hint}`, {
        type: 'DeltaReject',
        mutation_id: id,
        ...(hint === 'any' ? {} : { compensation: { kind: hint } }),
      })
    }
    if (asked?.type === 'PingPong')
      return expect('the pong', { type: 'PingPong', timestamp_ms: asked.timestamp_ms, is_pong: true })
    return expect('the own clocks', { type: 'VectorClockSync', sender_id: '0' })
  }

  #moves(): Move[] {
    const at = (): string => this.#role.state
    const number = (): number => this.#ghost.opened - 1
    const frames = (make: () => object[]) => (): Input[] =>
      make().map((message) => ({ op: 'ses.frame', params: { session: number(), hex: this.#encode(message) } }))
    const shakes = (): object[] => {
      const { epoch } = this.#ghost
      return [
        { epoch: `${epoch + 1}` },
        { epoch: `${epoch + 1}`, wire_version: 0 },
        { lite_id: '', epoch: '0' },
        { epoch: `${epoch + 1}`, wire_version: this.#version + 1 },
        { epoch: `${epoch + 1}`, jwt_token: 'no such token' },
        ...(epoch > 0 ? [{ epoch: `${epoch}` }, { epoch: `${Math.max(1, epoch - 1)}` }] : []),
      ].map((change) => ({ ...handshake, ...change }))
    }
    const weight =
      (when: string, more: number, less = 0) =>
      (): number =>
        at() === when ? more : at() === 'closed' ? 0 : less
    return [
      { name: 'open', weight: () => (at() === 'closed' ? 5 : 0), variants: () => [{ op: 'ses.open', params: {} }] },
      { name: 'handshake', weight: weight('new', 6), variants: frames(shakes) },
      { name: 'push', weight: weight('authenticated', 8, 3), variants: frames(() => pushes()) },
      {
        name: 'others',
        weight: weight('authenticated', 1, 1.5),
        variants: frames(() => [
          { type: 'PingPong', timestamp_ms: '1711000000000', is_pong: false },
          { type: 'PingPong', timestamp_ms: '1', is_pong: true },
          { type: 'VectorClockSync', clocks: { a: '18446744073709551615' }, sender_id: '5' },
          { type: 'Throttle', throttle: true, queue_depth: '1', suggested_rate: '1' },
          { type: 'PresenceUpdate', channel: 'c', state: '' },
        ]),
      },
      {
        name: 'garbage',
        weight: weight('authenticated', 0.5, 0.5),
        variants: () =>
          ['', '10', '1000000000', '5300000000'].map((hex) => ({
            op: 'ses.frame',
            params: { session: number(), hex },
          })),
      },
      {
        name: 'close',
        weight: weight('authenticated', 0.7, 0.5),
        variants: () => [{ op: 'ses.close', params: { session: number() } }],
      },
    ]
  }

  #encode(message: object): string {
    const { frame } = encodeFrame(message, this.#dialect)
    return Buffer.from(frame ?? []).toString('hex')
  }
}

/** A whole message that says the members. */
function worded(members: JsonObject): JsonObject {
  switch (members.type) {
    case 'HandshakeAck':
      return { session_id: 's', server_clock: {}, server_wire_version: 4, ...members }
    case 'DeltaAck':
      return { lsn: '1', ...members }
    case 'DeltaReject':
      return {
        reason: 'refused',
        ...members,
        ...(says(members, { compensation: { kind: 'RateLimited' } })
          ? { compensation: { kind: 'RateLimited', retry_after_ms: '1000' } }
          : {}),
      }
    case 'VectorClockSync':
      return { clocks: {}, ...members }
    default:
      return members
  }
}

/** Whether a message has the members, and what is inside them; it may have more. */
export function says(message: Json | undefined, members: Json): boolean {
  if (typeof members !== 'object' || members === null || Array.isArray(members)) return message === members
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return false
  return Object.entries(members).every(([name, inner]) => says(message[name], inner))
}

const handshake = {
  type: 'Handshake',
  jwt_token: '',
  vector_clock: {},
  subscribed_shapes: [],
  client_version: '1',
  lite_id: replica,
  epoch: '1',
  wire_version: 1,
}

function pushes(): object[] {
  return [1, 2, 3, 4, 5, 6].flatMap((id) =>
    qualities.flatMap((quality) => {
      const delta = arriving(collection, id, quality)
      if (delta === undefined) return []
      const { document_id } = logDelta(collection, id)
      return [
        {
          type: 'DeltaPush',
          collection,
          document_id,
          delta: delta.payload,
          peer_id: peer,
          mutation_id: `${id}`,
          checksum: delta.checksum,
        },
      ]
    }),
  )
}

export const sessionSource: ModelSource = { id: 'session', build: (setting) => new SessionModel(setting) }
