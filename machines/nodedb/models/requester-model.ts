import type { JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { type Expectation, Fitting, OneOf, type Pattern } from '../../model/pattern.ts'
import { type Role, World } from '../../model/world.ts'
import { type RequesterContext, type RequesterPayload, requester } from '../charts/requester.ts'
import { speaking, spoken } from './spoken.ts'

/** A client's queue as a test model. */
class RequesterModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #role: Role<RequesterContext, RequesterPayload>
  readonly #dialect: Dialect
  readonly #rate: string

  constructor(
    readonly setting: Setting,
    marks: { readonly high: number; readonly low: number; readonly rate: string } | undefined,
  ) {
    const { parameters } = setting
    const given = marks !== undefined && setting.capabilities.has('constants') ? marks : undefined
    const number = (name: string, usual: number): number =>
      typeof parameters[name] === 'number' ? parameters[name] : usual
    const high = given?.high ?? number('high', 8_000)
    const low = given?.low ?? number('low', 2_000)
    this.#rate = given?.rate ?? (typeof parameters.rate === 'string' ? parameters.rate : '0')
    this.configuration = { ...speaking(setting), ...given }
    this.#dialect = spoken(setting)
    this.#role = this.world.role('requester', requester, { high, low, update: number('update_ms', 1_000) })
    this.moves = this.#moves(high, low)
  }

  accepts(): boolean {
    return true
  }

  perform({ op, params }: Input): Expectation {
    const { state, context } = this.#role
    const depth = params.depth as number
    switch (op) {
      case 'tq.depth':
        return this.#announced(
          'depth',
          { depth },
          state === 'engaged' && depth > context.low && context.since >= context.update,
        )
      case 'tq.advance':
        return this.#advance(params.ms as number)
      case 'tq.link':
        return this.#announced(
          params.up === true ? 'up' : 'down',
          {},
          params.up === true && (state === 'drainedDown' || state === 'calmDown') && context.depth <= context.low,
        )
      case 'tq.frame':
        return this.#announced('throttle', {}, false)
      default:
        return { any: true }
    }
  }

  probes(): readonly Input[] {
    return []
  }

  #advance(ms: number): Expectation {
    const { state, context } = this.#role
    return this.#announced('tick', { ticks: ms }, state === 'engaged' && context.since + ms >= context.update)
  }

  /** Announcements that are not due are free to be made or not; the rate may have changed since it was first suggested. */
  #announced(event: string, payload: Partial<RequesterPayload>, may: boolean): Expectation {
    const { state, context } = this.#role
    const again = may ? this.world.choose(2) : 0
    const adapts = state === 'engaged' || state === 'engagedDown' || context.toldOther === 1
    const other = adapts ? this.world.choose(2) : 0
    const frames = this.#role.send(event, { ...payload, again, other }).map(({ params, values }): Pattern => {
      const throttle = params.throttle === true
      const depth = values.depth as number
      if (values.other === 1) return this.#otherRate(throttle, depth)
      return new OneOf(
        (throttle ? [this.#rate] : [...new Set(['0', this.#rate])]).map((rate) => this.#frame(throttle, depth, rate)),
      )
    })
    return { ok: { frames } }
  }

  /** A Throttle with another rate than the declared one. */
  #otherRate(throttle: boolean, depth: number): Fitting {
    const members = { type: 'Throttle', throttle, queue_depth: `${depth}` }
    return new Fitting(
      `a Throttle ${throttle} of depth ${depth} with another rate than ${this.#rate}`,
      (got) => {
        const { message } = decodeFrame(Buffer.from(got as string, 'hex'), this.#dialect)
        const told = message?.type === 'Throttle' ? message : undefined
        return told?.throttle === throttle && told.queue_depth === `${depth}` && told.suggested_rate !== this.#rate
      },
      { $frame: members },
      (random) => this.#frame(throttle, depth, `${BigInt(this.#rate) ^ BigInt(1 + Math.floor(random() * 2 ** 50))}`),
    )
  }

  #frame(throttle: boolean, depth: number, rate: string): string {
    const { frame } = encodeFrame(
      { type: 'Throttle', throttle, queue_depth: `${depth}`, suggested_rate: rate },
      this.#dialect,
    )
    return Buffer.from(frame ?? []).toString('hex')
  }

  #moves(high: number, low: number): Move[] {
    const depths = [...new Set([0, low, low + 1, high - 1, high, high + 1, 2 ** 32, Number.MAX_SAFE_INTEGER])]
    const moves: Move[] = [
      {
        name: 'depth',
        weight: () => 10,
        variants: () => depths.map((depth) => ({ op: 'tq.depth', params: { depth } })),
      },
      { name: 'link', weight: () => 3, variants: () => [true, false].map((up) => ({ op: 'tq.link', params: { up } })) },
      {
        name: 'frame',
        weight: () => 1,
        variants: () =>
          ['520600000093c3cd138864', '520400000093c20c00', '5200000000', ''].map((hex) => ({
            op: 'tq.frame',
            params: { hex },
          })),
      },
    ]
    if (this.setting.capabilities.has('clock'))
      moves.push({
        name: 'advance',
        weight: () => 2,
        variants: () => [1, 1_000, 3_600_000].map((ms) => ({ op: 'tq.advance', params: { ms } })),
      })
    return moves
  }
}

/** A model of a requester, with marks of its own where the implementation takes them. */
export function requesterSource(
  id: string,
  marks?: { readonly high: number; readonly low: number; readonly rate: string },
): ModelSource {
  return { id, build: (setting) => new RequesterModel(setting, marks) }
}
