import { chart } from '../../machines/chart/chart.ts'
import { blame, type Numbered, numbers, shows } from './side.ts'

export interface TakerContext {
  /** Number of the last offer taken. */
  readonly seq: number
}

const accept = { type: 'send', params: { optional: false } }
const offered = [
  { guard: 'older', actions: [{ type: 'send', params: { optional: true } }], meta: blame('TOY-007') },
  { actions: [accept], meta: { requirements: { effects: ['TOY-007'], state: ['TOY-006'] } } },
]
const take = {
  guard: 'news',
  target: 'holding',
  actions: ['take', accept],
  meta: { requirements: { effects: ['TOY-001', 'TOY-005'], state: ['TOY-005'] } },
}

/** Takes the baton on an offer that is news, and says so as often as it is asked. */
export const taker = chart<TakerContext, Numbered>({
  id: 'toy.taker',
  explain: 'Takes the baton on an offer that is news, and says so as often as it is asked.',
  context: { seq: numbers },
  payload: { seq: numbers },
  events: { offered: ['seq'], put_down: [], garbled: [], restart: [], look: [] },
  guards: { news: (c, e) => e.seq > c.seq, older: (c, e) => e.seq < c.seq },
  updates: { take: { seq: (_, e) => e.seq } },
  outputs: { send: (c) => ({ seq: c.seq }) },
  config: {
    initial: 'idle',
    on: { garbled: { meta: blame('TOY-002') }, restart: { meta: blame('TOY-004') }, look: shows('TOY-006') },
    states: {
      idle: { on: { offered: [take, ...offered], put_down: { meta: blame('TOY-006') } } },
      holding: {
        description: 'The taker acts.',
        on: { offered, put_down: { target: 'idle', meta: blame('TOY-006') } },
      },
    },
  },
})
