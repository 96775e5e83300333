import { draw } from '../../../machines/model/draw.ts'
import type { Input, Model, ModelSource, Scope, Setting } from '../../../machines/model/model.ts'
import type { Expectation } from '../../../machines/model/pattern.ts'
import { seeded } from '../../../machines/model/random.ts'
import { mint, other } from '../../../machines/model/symbol.ts'
import type { Random } from '../../../machines/model/walk.ts'
import type { Implementation, Pics, Reply } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import { digest } from '../../../spec/hash.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { settingOf } from '../judging/setting.ts'

/** What an implementation is made of, and what it states. */
export interface Making {
  readonly model: ModelSource
  /** Takes every freedom that the specification leaves: the same seed and the same calls give the same answers. */
  readonly seed: number
  readonly statement: Pics
  readonly catalogue: Catalogue
  /** Answers what the model does not speak about, such as names that are not its own; without it that is unsupported. */
  readonly besides?: Implementation
  /** Told of a call to which the model has no answer to give. */
  readonly guessed?: (op: string) => void
}

/**
 * An implementation that is made of the charts: a test model, asked what it allows, answers one of those itself. Which, and
 * how what it may number is numbered, is drawn anew for each call from the seed and the calls before it.
 */
export class MadeOfCharts implements Implementation, Scope {
  readonly #setting: Setting
  readonly #values = new Map<string, number>()
  #model: Model
  readonly #first: number
  readonly #apart: number
  #past = ''
  #step = 0
  #random: Random = seeded(0)

  constructor(readonly making: Making) {
    this.#setting = settingOf(making.statement)
    this.#model = making.model.build(this.#setting)
    const random = seeded(making.seed)
    this.#first = Math.floor(random() * 3) * 1_000
    this.#apart = 1 + Math.floor(random() * 50)
  }

  request(op: string, params: JsonObject): Reply | Promise<Reply> {
    const { statement, catalogue } = this.making
    if (op === 'hello') return { ok: statement as unknown as JsonObject }
    if (op === 'bye') return { ok: {} }
    if (op === 'reset') return this.#reset(params)
    if (catalogue.operation(op) === undefined) return { error: { code: 'unsupported_op' } }
    if (catalogue.params(op, params) !== undefined) return { error: { code: 'invalid_params' } }
    return this.#answer({ op, params })
  }

  /** The symbol that has the value, whoever has seen it. */
  symbol(text: string): number {
    return this.#values.get(text) ?? other
  }

  #reset(params: JsonObject): Reply | Promise<Reply> {
    this.#model = this.making.model.build(this.#setting)
    this.#past = `${this.making.seed}`
    this.#step = 0
    this.#values.clear()
    return this.making.besides?.request('reset', params) ?? { ok: {} }
  }

  #answer(input: Input): Reply | Promise<Reply> {
    this.#step++
    this.#past = digest([this.#past, input.op, JSON.stringify(input.params)], 8)
    this.#random = seeded(Number.parseInt(this.#past, 16))
    const allowed = this.#outcomes(input)
    const { state, expected } = allowed[Math.floor(this.#random() * allowed.length)] as (typeof allowed)[number]
    this.#model.world.load(state)
    return draw(expected, this.#random, (symbol) => this.#value(symbol)) ?? this.#anything(input)
  }

  /** Every way in which the model lets the call end; what a SHOULD speaks against only where there is no other. */
  #outcomes(input: Input) {
    const { world } = this.#model
    const before = world.save()
    const outcomes: { state: readonly number[]; expected: Expectation; unwise: boolean }[] = []
    for (let choices: readonly number[] | undefined = []; choices !== undefined; choices = world.nextChoices()) {
      let minted = 0
      world.load(before)
      world.begin(choices, () => mint(this.#step, minted++))
      const expected = this.#model.perform(input, this)
      outcomes.push({ state: world.save(), expected, unwise: world.unwise })
    }
    for (let nth = 0; nth < 8; nth++) this.#values.set(`${this.#value(mint(this.#step, nth))}`, mint(this.#step, nth))
    const wise = outcomes.filter(({ unwise }) => !unwise)
    return wise.length > 0 ? wise : outcomes
  }

  /** Later symbols have larger numbers; where they begin and how far they lie apart is free. */
  #value(symbol: number): bigint {
    return BigInt(this.#first + symbol * this.#apart + Math.floor(seeded(symbol)() * this.#apart))
  }

  /** Where any answer is allowed: that of another implementation, or a refusal of the catalogue. */
  #anything({ op, params }: Input): Reply | Promise<Reply> {
    const { besides, guessed } = this.making
    if (besides !== undefined) return besides.request(op, params)
    guessed?.(op)
    const { errors = [] } = this.making.catalogue.operation(op) ?? {}
    const code = errors[Math.floor(this.#random() * errors.length)]
    return code === undefined ? { unsupported: 'the charts do not say' } : { error: { code } }
  }
}
