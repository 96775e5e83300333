import { chart } from '../../machines/chart/chart.ts'
import { blame, type Numbered, numbers, shows } from './side.ts'

export interface GiverContext {
  /** Number of the last offer. */
  readonly seq: number
  /** Ticks since the OFFER was last sent. */
  readonly elapsed: number
  /** The declared `repeat_ticks`. */
  readonly interval: number
}

const offer = { type: 'send', params: { optional: false } }
const about = (effects: readonly string[], state: string) => ({ requirements: { effects, state: [state] } })
const ignored = { meta: blame('TOY-008') }

/** Stops acting, offers, and repeats the offer until it is accepted. */
export const giver = chart<GiverContext, Numbered>({
  id: 'toy.giver',
  explain: 'Stops acting, offers, and repeats the offer until it is accepted.',
  context: { seq: numbers, elapsed: { min: 0, max: 9 }, interval: { min: 1, max: 10 } },
  payload: { seq: numbers },
  events: { pick_up: [], offer: [], accepted: ['seq'], tick: [], garbled: [], restart: [], look: [] },
  guards: { early: (c) => c.elapsed + 1 < c.interval, own: (c, e) => e.seq === c.seq },
  updates: { next: { seq: (c) => c.seq + 1 }, wait: { elapsed: (c) => c.elapsed + 1 }, rewind: { elapsed: () => 0 } },
  outputs: { send: (c) => ({ seq: c.seq }) },
  config: {
    initial: 'idle',
    on: {
      ...{
        pick_up: ignored,
        offer: ignored,
        tick: ignored,
        accepted: { meta: blame('TOY-012') },
        look: shows('TOY-008'),
      },
      garbled: { meta: blame('TOY-002') },
      restart: { actions: ['rewind'], meta: blame('TOY-004') },
    },
    states: {
      idle: { on: { pick_up: { target: 'holding', meta: blame('TOY-008') } } },
      holding: {
        description: 'The giver acts.',
        on: {
          offer: {
            target: 'offering',
            actions: ['next', 'rewind', offer],
            meta: about(['TOY-001', 'TOY-009'], 'TOY-008'),
          },
        },
      },
      offering: {
        description: 'The giver acts no more, and the taker perhaps already.',
        on: {
          accepted: [
            { guard: 'own', target: 'idle', actions: ['rewind'], meta: blame('TOY-012') },
            { meta: blame('TOY-012') },
          ],
          tick: [
            { guard: 'early', actions: ['wait'], meta: about(['TOY-011'], 'TOY-012') },
            { actions: ['rewind', offer], meta: about(['TOY-009', 'TOY-010'], 'TOY-012') },
          ],
        },
      },
    },
  },
})
