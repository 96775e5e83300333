import type { Chart, Output } from '../../machines/chart/chart.ts'
import type { Role, World } from '../../machines/model/world.ts'
import { Channel } from './channel.ts'
import { type GiverContext, giver } from './giver.ts'
import { type Numbered, other, type Side } from './side.ts'
import { type TakerContext, taker } from './taker.ts'

export const charts = { taker, giver }
export type RelayCharts = {
  readonly taker: Chart<TakerContext, Numbered>
  readonly giver: Chart<GiverContext, Numbered>
}

/** Both sides and the two channels between them: the explorer searches it, and a test model walks it. */
export class Relay {
  readonly taker: Role<TakerContext, Numbered>
  readonly giver: Role<GiverContext, Numbered>
  /** What is on its way to each side. */
  readonly toward: { readonly [S in Side]: Channel }
  readonly #ground: { baton: number }

  constructor(
    readonly world: World,
    given: RelayCharts,
    { slots, interval }: { readonly slots: number; readonly interval: number },
  ) {
    this.taker = world.role('taker', given.taker)
    this.giver = world.role('giver', given.giver, { interval })
    this.toward = { taker: new Channel(world, 'offers', slots), giver: new Channel(world, 'accepts', slots) }
    this.#ground = world.ghosts('ground', { baton: { min: 0, max: 1, initial: 1 } })
  }

  /** There is one baton: an idle giver finds it only where it lies. */
  possible(event: string): boolean {
    return event !== 'pick_up' || this.giver.state !== 'idle' || this.#ground.baton === 1
  }

  /** A frame leaves its channel, if it was there, and reaches the side. */
  deliver(side: Side, seq: number): readonly Output[] {
    this.toward[side].take(seq)
    return this.step(side, side === 'taker' ? 'offered' : 'accepted', seq)
  }

  /** A side takes an event; what it sends is on its way. Where it may be silent, the world chooses. */
  step(side: Side, event: string, seq = 0): readonly Output[] {
    const before = this[side].state
    const outputs = this[side].send(event, { seq })
    const sent = outputs.filter(({ params }) => params.optional !== true || this.world.choose(2) === 0)
    for (const { values } of sent) this.toward[other[side]].put(values.seq ?? 0)
    if (event === 'pick_up' && before === 'idle') this.#ground.baton = 0
    if (event === 'put_down' && before === 'holding') this.#ground.baton = 1
    return sent
  }
}
