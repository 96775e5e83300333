import type { GovernorModel } from '../../../machines/nodedb/models/governor-model.ts'
import { tg } from '../calls.ts'
import { Plan } from './plan.ts'

export const hour_ms = 3_600_000

/** Writes the inputs of a case for a governor. Peer 1 unless another is told. */
export class GovernorPlan extends Plan<GovernorModel> {
  attach(...peers: string[]): this {
    return this.add(...peers.map(tg.attach))
  }

  enqueue(count: number, peer = '1'): this {
    return this.add(tg.enqueue(peer, count))
  }

  slower(rate: string, depth = '5000', peer = '1'): this {
    return this.add(tg.frame(peer, this.model.throttle(true, depth, rate)))
  }

  release(rate = '0', depth = '0', peer = '1'): this {
    return this.add(tg.frame(peer, this.model.throttle(false, depth, rate)))
  }

  reconnect(peer = '1'): this {
    return this.add(tg.link(peer, false), tg.link(peer, true))
  }

  wait(ms: number): this {
    return this.add(tg.advance(ms))
  }
}

/** The second peer gets the same deltas before and after the first one asks for a rate, an hour apart. */
export const beside = (count: number, rate: string) => (plan: GovernorPlan) =>
  plan
    .attach('1', '2')
    .enqueue(count)
    .enqueue(count, '2')
    .wait(hour_ms)
    .slower(rate)
    .enqueue(count)
    .enqueue(count, '2')
    .wait(10)
    .wait(hour_ms)
