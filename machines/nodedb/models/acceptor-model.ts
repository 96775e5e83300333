import type { Json, JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import { crc32c } from '../../../spec/nodedb/crc32c.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import type { DeltaPush, Handshake, Message } from '../../../spec/nodedb/messages.types.ts'
import { facets, natural } from '../../chart/chart.ts'
import type { Input, Model, Setting } from '../../model/model.ts'
import { type Expectation, Fitting } from '../../model/pattern.ts'
import { World } from '../../model/world.ts'
import { besideOwnRequests } from './own-requests.ts'
import { says } from './session-model.ts'
import { speaking, spoken } from './spoken.ts'

/** What a session takes at once, and a second. */
export interface PushLimits {
  readonly push_burst: number
  readonly push_rate: number
}

/** What an acceptor knows. It is never changed: each step makes another one. */
interface Knowledge {
  readonly connections: readonly ('new' | 'authenticated' | 'closed')[]
  /** Mutations by peer, collection and id, in order. */
  readonly applied: readonly string[]
  /** The last epoch of each lite_id. */
  readonly epochs: Readonly<Record<string, string>>
  /** When each token expires. */
  readonly tokens: Readonly<Record<string, number>>
  readonly now: number
  /** Deltas pushed that time has not made up for: at most so many count against any limit. */
  readonly pushed: number
}

/** Frames that are allowed, and whether the delta takes effect. */
interface Outcome {
  readonly knowledge: Knowledge
  readonly frames?: readonly JsonObject[]
  readonly applied?: DeltaPush
}

const nothingYet: Knowledge = { connections: [], applied: [], epochs: {}, tokens: {}, now: 0, pushed: 0 }

/** An acceptor of several clients, collections and connections, with ids, epochs and times of any size: for written cases. */
export class AcceptorModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves = []
  readonly #dialect: Dialect
  readonly #parameters: Setting['parameters']
  readonly #burst: number
  readonly #rate: number
  /** Everything known so far, each under its number. */
  readonly #all: Knowledge[] = [nothingYet]
  readonly #numbers = new Map<string, number>([[JSON.stringify(nothingYet), 0]])
  readonly #ghost = this.world.ghosts('acceptor', { at: natural })

  constructor(setting: Setting, limits?: PushLimits) {
    const { parameters } = setting
    this.#dialect = spoken(setting)
    this.configuration = { ...speaking(setting), ...limits }
    this.#parameters = parameters
    this.#burst = limits?.push_burst ?? numberOf(parameters.push_burst, 200)
    this.#rate = limits?.push_rate ?? numberOf(parameters.push_rate, 100)
  }

  get #knowledge(): Knowledge {
    return this.#all[this.#ghost.at] as Knowledge
  }

  encode(message: JsonObject): string {
    return Buffer.from(encodeFrame(message, this.#dialect).frame ?? []).toString('hex')
  }

  accepts({ op, params }: Input): boolean {
    if (op !== 'ses.frame' && op !== 'ses.close') return true
    const at = this.#knowledge.connections[params.session as number]
    if (at === undefined || at === 'closed') return false
    return op === 'ses.close' || at === 'new' || this.#read(params.hex as string)?.type !== 'Handshake'
  }

  perform({ op, params }: Input): Expectation {
    const known = this.#knowledge
    switch (op) {
      case 'ses.open':
        this.#learn({ ...known, connections: [...known.connections, 'new'] })
        return { ok: { session: known.connections.length } }
      case 'ses.close':
        this.#learn(at(known, params.session as number, 'closed'))
        return { ok: {} }
      case 'ses.token': {
        const token = params.token as string
        this.#learn({ ...known, tokens: { ...known.tokens, [token]: known.now + (params.lifetime_ms as number) } })
        return { ok: { token } }
      }
      case 'ses.advance': {
        const ms = params.ms as number
        const pushed = Math.max(0, known.pushed - Math.floor((this.#rate * ms) / 1_000))
        this.#learn({ ...known, now: known.now + ms, pushed })
        return { ok: {} }
      }
      default:
        return this.#frame(params.session as number, this.#read(params.hex as string))
    }
  }

  probes(): readonly Input[] {
    return []
  }

  #frame(session: number, message: Message | undefined): Expectation {
    const receives = message !== undefined && this.#knowledge.connections[session] === 'authenticated'
    const { knowledge, frames = [], applied } = this.#outcome(session, message)
    const answers = frames.map((members) => this.#fitting(members))
    this.#learn(knowledge)
    return {
      ok: {
        frames: receives
          ? besideOwnRequests(answers, { read: (hex) => this.#read(hex), encode: (own) => this.encode(own) })
          : answers,
        applied:
          applied === undefined
            ? []
            : [{ peer: applied.peer_id, collection: applied.collection, mutation_id: applied.mutation_id }],
      },
    }
  }

  #outcome(session: number, message: Message | undefined): Outcome {
    const known = this.#knowledge
    const authenticated = known.connections[session] === 'authenticated'
    if (message?.type === 'DeltaPush' && authenticated) return this.#pushed(message)
    this.#attribute('NDB-117')
    if (message?.type === 'DeltaPush') return { knowledge: known, frames: [rejected(message, 'PermissionDenied')] }
    if (message?.type === 'Handshake') return this.#shaken(session, message)
    if (!authenticated) return { knowledge: known }
    if (message?.type === 'TokenRefresh') {
      const success = this.#valid(message.new_token)
      return { knowledge: known, frames: [{ type: 'TokenRefreshAck', success }] }
    }
    if (message?.type === 'PingPong' && !message.is_pong)
      return { knowledge: known, frames: [{ type: 'PingPong', timestamp_ms: message.timestamp_ms, is_pong: true }] }
    return { knowledge: known }
  }

  #shaken(session: number, { wire_version, jwt_token, lite_id, epoch }: Handshake): Outcome {
    const known = this.#knowledge
    const welcome = wire_version <= numberOf(this.#parameters.wire_version, 4) && this.#valid(jwt_token)
    const last = own(known.epochs, lite_id)
    const fork = welcome && BigInt(epoch) > 0n && last !== undefined && BigInt(epoch) <= BigInt(last)
    const success = welcome && !fork
    const frames = [{ type: 'HandshakeAck', success, fork_detected: fork }]
    if (!success) return { knowledge: known, frames }
    const epochs = lite_id === '' ? known.epochs : { ...known.epochs, [lite_id]: epoch }
    return { knowledge: { ...at(known, session, 'authenticated'), epochs }, frames }
  }

  #pushed(delta: DeltaPush): Outcome {
    const before = this.#knowledge
    const knowledge = { ...before, pushed: before.pushed + 1 }
    if (delta.mutation_id === '0') {
      this.#attribute('NDB-068')
      return this.world.choose(2) === 0 ? { knowledge, frames: [rejected(delta)] } : { knowledge }
    }
    const damaged = delta.checksum !== 0 && crc32c(Buffer.from(delta.delta, 'hex')) !== delta.checksum
    this.#attribute(damaged ? 'NDB-118' : 'NDB-119')
    const limited = knowledge.pushed > this.#burst ? this.world.choose(3) : 0
    if (limited > 0) return limited === 1 ? { knowledge, frames: [rejected(delta, 'RateLimited')] } : { knowledge }
    const refusesEmpty = delta.delta === '' && this.#parameters.empty_delta !== 'delete'
    if (refusesEmpty) return { knowledge, frames: [rejected(delta)] }
    if (damaged) return { knowledge, frames: [rejected(delta, 'IntegrityViolation')] }
    const { peer_id, collection, mutation_id } = delta
    const name = JSON.stringify([peer_id, collection, mutation_id])
    const frames = [{ type: 'DeltaAck', mutation_id }]
    if (knowledge.applied.includes(name)) return { knowledge, frames }
    return { knowledge: { ...knowledge, applied: [...knowledge.applied, name].sort() }, frames, applied: delta }
  }

  #valid(token: string): boolean {
    const { tokens, now } = this.#knowledge
    return token === '' || now < (own(tokens, token) ?? 0)
  }

  #learn(knowledge: Knowledge): void {
    const name = JSON.stringify(knowledge)
    let number = this.#numbers.get(name)
    if (number === undefined) {
      number = this.#all.push(knowledge) - 1
      this.#numbers.set(name, number)
    }
    this.#ghost.at = number
  }

  #attribute(requirement: string): void {
    this.world.attribute(Object.fromEntries(facets.map((facet) => [facet, [requirement]])))
  }

  #read(hex: string): Message | undefined {
    return decodeFrame(Buffer.from(hex, 'hex'), this.#dialect).message
  }

  /** What an answer says is judged, its wording is free. */
  #fitting(members: JsonObject): Fitting {
    const fits = (got: Json): boolean => typeof got === 'string' && says(this.#read(got) as Json | undefined, members)
    return new Fitting(`a frame that says ${JSON.stringify(members)}`, fits, { $frame: members })
  }
}

/** What a record has under a name; names such as those that every object has are names like any other. */
function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

function numberOf(value: Json | undefined, usual: number): number {
  return typeof value === 'number' ? value : usual
}

function at(known: Knowledge, session: number, state: Knowledge['connections'][number]): Knowledge {
  return { ...known, connections: known.connections.map((each, number) => (number === session ? state : each)) }
}

function rejected({ mutation_id }: DeltaPush, hint?: string): JsonObject {
  return { type: 'DeltaReject', mutation_id, ...(hint === undefined ? {} : { compensation: { kind: hint } }) }
}
