import type { JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import { natural } from '../../chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { Anything, type Expectation, type Sample } from '../../model/pattern.ts'
import { type Role, World } from '../../model/world.ts'
import { type GovernorContext, type GovernorPayload, governor } from '../charts/governor.ts'
import { type Paced, Pacer } from './pacer.ts'
import { speaking, spoken } from './spoken.ts'

const peers = ['1', '2'] as const
const controls = ['DeltaAck', 'DeltaReject', 'PingPong', 'CollectionPurged', 'HandshakeAck', 'ShapeSnapshot'] as const

/** Constants of a walk. */
export interface GovernorConstants {
  readonly [name: string]: number
}

/**
 * A governor as a test model. When a limited peer is pushed to is free within its rate, so the model knows the ids only, and
 * the monitors of pace judge the rest.
 */
export class GovernorModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #roles: ReadonlyMap<string, Role<GovernorContext, GovernorPayload>>
  readonly #ghost: ReadonlyMap<string, { attached: number; up: number; issued: number }>
  readonly #dialect: Dialect
  readonly #pacer: Pacer

  constructor(
    readonly setting: Setting,
    constants: GovernorConstants,
  ) {
    const { parameters } = setting
    const given = setting.capabilities.has('constants') ? constants : {}
    const number = (name: string, usual: number): number => {
      const value = given[name] ?? parameters[name]
      return typeof value === 'number' ? value : usual
    }
    this.#dialect = spoken(setting)
    this.configuration = { ...speaking(setting), ...given }
    const most = number('unthrottled_rate', Number.MAX_SAFE_INTEGER)
    this.#roles = new Map(
      peers.map((peer) => [peer, this.world.role(peer, governor, { usual: number('default_rate', 100), most })]),
    )
    const bit = { min: 0, max: 1 }
    this.#ghost = new Map(
      peers.map((peer) => [peer, this.world.ghosts(`peer ${peer}`, { attached: bit, up: bit, issued: natural })]),
    )
    this.#pacer = new Pacer(this.world, peers, number('queue_max', 10_000))
    this.moves = this.#moves()
  }

  accepts({ op, params }: Input): boolean {
    const ghost = this.#ghost.get(params.peer as string)
    if (op === 'tg.attach') return ghost?.attached === 0
    if (op === 'tg.advance') return true
    if (op === 'tg.enqueue') return ghost?.up === 1
    return ghost?.attached === 1
  }

  perform({ op, params }: Input): Expectation {
    const ghost = this.#ghost.get(params.peer as string)
    const role = this.#roles.get(params.peer as string)
    const sent: Expectation = { ok: { sent: this.#sent() } }
    if (op === 'tg.advance') {
      for (const each of this.#roles.values()) each.send('second')
      return { ok: { sent: this.#sent(params.ms as number) } }
    }
    if (ghost === undefined || role === undefined) return { any: true }
    switch (op) {
      case 'tg.attach':
        ghost.attached = 1
        ghost.up = 1
        return sent
      case 'tg.enqueue': {
        const first = ghost.issued + 1
        const count = params.count as number
        ghost.issued += count
        role.send('push')
        const queued: Sample = (random) => {
          this.#pacer.filled(this.#paced(params.peer as string), count, random)
          return this.#pacer.pushes(peers.map(this.#paced), 0)
        }
        return { ok: { first: `${first}`, last: `${ghost.issued}`, sent: new Anything(false, queued) } }
      }
      case 'tg.control': {
        const answer: Sample = () => [
          ...(ghost.up === 1 ? [this.#pacer.atOnce(params.peer as string, params.control as string)] : []),
          ...this.#pacer.pushes(peers.map(this.#paced), 0),
        ]
        return { ok: { sent: new Anything(false, answer) } }
      }
      case 'tg.link':
        ghost.up = params.up === true ? 1 : 0
        if (params.up === false) role.send('close')
        return sent
      case 'tg.frame': {
        const { message } = decodeFrame(Buffer.from(params.hex as string, 'hex'), this.#dialect)
        if (message?.type !== 'Throttle' || ghost.up === 0) role.send('ignored')
        else if (message.throttle) role.send('slower', { rate: Number(message.suggested_rate) })
        else role.send('release')
        return sent
      }
      default:
        return { any: true }
    }
  }

  /** What a call that takes `ms` sends. */
  #sent(ms = 0): Anything {
    return new Anything(false, () => this.#pacer.pushes(peers.map(this.#paced), ms))
  }

  readonly #paced = (peer: string): Paced => {
    const ghost = this.#ghost.get(peer)
    const role = this.#roles.get(peer)
    return { peer, issued: ghost?.issued ?? 0, up: ghost?.up === 1, rate: role?.context.rate ?? 0 }
  }

  probes(): readonly Input[] {
    return []
  }

  throttle(throttle: boolean, depth: string, rate: string): string {
    const { frame } = encodeFrame(
      { type: 'Throttle', throttle, queue_depth: depth, suggested_rate: rate },
      this.#dialect,
    )
    return Buffer.from(frame ?? []).toString('hex')
  }

  #moves(): Move[] {
    const attached = (): boolean => [...this.#ghost.values()].some((ghost) => ghost.attached === 1)
    const each = (make: (peer: string) => Input[]) => (): Input[] =>
      peers.flatMap(make).filter((input) => this.accepts(input))
    const some = (weight: number) => (): number => (attached() ? weight : 0)
    const engagements = [
      ['5000', '10'],
      ['0', '1'],
      ['18446744073709551615', '0'],
      ['0', '18446744073709551615'],
      ['7', '9007199254740993'],
      ['9', '3'],
    ] as const
    const moves: Move[] = [
      {
        name: 'attach',
        weight: () => ([...this.#ghost.values()].every((ghost) => ghost.attached === 1) ? 0 : attached() ? 1 : 9),
        variants: each((peer) => [{ op: 'tg.attach', params: { peer } }]),
      },
      {
        name: 'enqueue',
        weight: some(6),
        variants: each((peer) => [1, 5, 40, 150].map((count) => ({ op: 'tg.enqueue', params: { peer, count } }))),
      },
      {
        name: 'slower',
        weight: some(4),
        variants: each((peer) =>
          engagements.map(([depth, rate]) => ({
            op: 'tg.frame',
            params: { peer, hex: this.throttle(true, depth, rate) },
          })),
        ),
      },
      {
        name: 'release',
        weight: some(1.5),
        variants: each((peer) =>
          ['0', '3'].map((rate) => ({ op: 'tg.frame', params: { peer, hex: this.throttle(false, '0', rate) } })),
        ),
      },
      {
        name: 'control',
        weight: some(1),
        variants: each((peer) => controls.map((control) => ({ op: 'tg.control', params: { peer, control } }))),
      },
      {
        name: 'junk',
        weight: some(0.5),
        variants: each((peer) =>
          ['', '5200000000', '520600000093c3cd1388', '50130000009392ab53657175656e636547617092020502a0'].map((hex) => ({
            op: 'tg.frame',
            params: { peer, hex },
          })),
        ),
      },
      {
        name: 'link',
        weight: () =>
          [...this.#ghost.values()].some(({ attached: was, up }) => was === 1 && up === 0) ? 4 : attached() ? 0.3 : 0,
        variants: each((peer) => [{ op: 'tg.link', params: { peer, up: this.#ghost.get(peer)?.up === 0 } }]),
      },
    ]
    if (this.setting.capabilities.has('clock'))
      moves.push({
        name: 'advance',
        weight: some(6),
        variants: () => [100, 999, 1_000, 1_001, 10_000, 3_600_000].map((ms) => ({ op: 'tg.advance', params: { ms } })),
      })
    return moves
  }
}

export function governorSource(id: string, constants: GovernorConstants = {}): ModelSource {
  return { id, build: (setting) => new GovernorModel(setting, constants) }
}
