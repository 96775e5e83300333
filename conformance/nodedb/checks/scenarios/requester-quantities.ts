import type { Input, Setting } from '../../../../machines/model/model.ts'
import { requesterSource } from '../../../../machines/nodedb/models/requester-model.ts'
import { check } from '../../../kit/check.ts'
import { tq } from '../../calls.ts'
import { number } from '../number.ts'

const marks = (setting: Setting) => ({
  high: number(setting, {}, 'high', 8_000),
  low: number(setting, {}, 'low', 2_000),
})
const often = (count: number, inputs: readonly Input[]): readonly Input[] =>
  Array.from({ length: count }, () => inputs).flat()

/** Depths and times of any size, and queues that fill and drain and lose their link any number of times. */
export const requesterQuantities = check({
  id: 'nodedb/requester-quantities',
  kind: 'scenario',
  requirements: ['NDB-096', 'NDB-097', 'NDB-098', 'NDB-099', 'NDB-101'],
  needs: ['tq.depth', 'tq.link'],
  explain: 'Any depth and time, and any number of times that a queue fills, drains or loses its link.',
  model: requesterSource('requester-quantities'),
  scenes: [
    {
      name: 'depth',
      dimension: 'number',
      range: { maximum: Number.MAX_SAFE_INTEGER },
      inputs: (depth, setting) => [
        tq.depth(Number(depth)),
        tq.depth(marks(setting).low),
        tq.depth(Number(depth)),
        tq.link(false),
        tq.link(true),
        tq.depth(0),
      ],
    },
    {
      name: 'filled-and-drained',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) => {
        const { high, low } = marks(setting)
        return often(count, [tq.depth(high), tq.depth(high - 1), tq.depth(low + 1), tq.depth(low)])
      },
    },
    {
      name: 'lost-links',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) => {
        const { high, low } = marks(setting)
        return [tq.depth(high), ...often(count, [tq.link(false), tq.link(true)]), tq.depth(low), tq.depth(high)]
      },
    },
    {
      name: 'engaged-for',
      dimension: 'time',
      needs: ['tq.advance'],
      inputs: (ms, setting) => {
        const { high, low } = marks(setting)
        return [tq.depth(high), tq.advance(ms), tq.depth(high), tq.depth(low), tq.advance(ms), tq.depth(high)]
      },
    },
  ],
})
