import type { Quality } from '../../../machines/nodedb/charts/deltas.ts'
import type { ReceiverModel } from '../../../machines/nodedb/models/receiver-model.ts'
import { rx } from '../calls.ts'
import { Plan } from './plan.ts'

/** Writes the inputs of a case for the first stream of a palette, or the one at `at`. */
export class ReceiverPlan extends Plan<ReceiverModel> {
  delta(id: number, quality: Quality = 'good', at = 0): this {
    const stream = this.model.streams[at]
    const params = stream && this.model.delta(stream, id, quality)
    return params === undefined ? this : this.add(rx.delta(params))
  }

  snapshot(mark: number, at = 0): this {
    const stream = this.model.streams[at]
    return stream === undefined ? this : this.add(rx.snapshot(this.model.snapshot(stream, mark)))
  }

  /** The durable store says that the first id of the palette is next. */
  started(): this {
    return this.add(...this.model.streams.map(({ collection }) => rx.clean(collection, this.model.ids.id(1))))
  }
}
