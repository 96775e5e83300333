import { amend } from '../../machines/chart/amend.ts'
import type { World } from '../../machines/model/world.ts'
import { type SystemBody, type SystemEvent, system } from '../../machines/proof/system.ts'
import { giver } from './giver.ts'
import { charts, Relay, type RelayCharts } from './relay.ts'
import { numbers, type Side } from './side.ts'
import { taker } from './taker.ts'

const bounds = { slots: 2, interval: 2 }

function body(world: World, limits: typeof bounds, given: RelayCharts): SystemBody {
  const relay = new Relay(world, given, limits)
  const { taker, giver, toward } = relay
  const history = world.ghosts('history', { taken: numbers })
  const step = (side: Side, event: string): SystemEvent => ({
    name: `${side}: ${event}`,
    run: () => relay.possible(event) && relay.step(side, event) !== undefined,
  })
  /** Something happens to one of the frames on their way to a side. */
  const frame = (to: Side, what: string, act: (seq: number) => void): SystemEvent => ({
    name: `frame to the ${to} ${what}`,
    run: () => {
      const { content } = toward[to]
      if (content.length > 0) act(content[world.choose(content.length)] as number)
      return content.length > 0
    },
  })
  const arrive = (to: Side) => (seq: number) => {
    relay.deliver(to, seq)
    if (holds(taker)) history.taken = Math.max(history.taken, taker.context.seq)
  }
  const holds = ({ state }: { readonly state: string }): boolean => state === 'holding'
  const isOpen = (): boolean => giver.state === 'offering'
  const wasTaken = (): boolean => giver.context.seq <= history.taken
  return {
    events: [
      step('giver', 'pick_up'),
      step('giver', 'offer'),
      { ...step('giver', 'tick'), fair: true },
      step('taker', 'put_down'),
      ...(['taker', 'giver'] as const).flatMap((side): SystemEvent[] => [
        { ...frame(side, 'arrives', arrive(side)), fair: true },
        { ...frame(side, 'is lost', (seq) => toward[side].take(seq)), finite: true },
        { ...frame(side, 'is doubled', (seq) => toward[side].put(seq)), finite: true },
        { ...step(side, 'restart'), finite: true },
        step(side, 'garbled'),
        step(side, 'look'),
      ]),
    ],
    invariants: [
      { id: 'I1', text: 'At most one side holds the baton.', holds: () => !(holds(giver) && holds(taker)) },
      { id: 'I2', text: 'No offer ends that was not taken.', holds: () => giver.state !== 'idle' || wasTaken() },
    ],
    leadsTo: [
      { id: 'L1', text: 'What is offered is taken.', when: isOpen, eventually: wasTaken },
      { id: 'L2', text: 'The giver learns that it was taken.', when: isOpen, eventually: () => !isOpen() },
    ],
  }
}

/** The charts with one seeded fault each. */
const faulty = {
  actsOn: amend(giver, 'holding', 'offer', (all) => all.map(({ target: _, ...rest }) => rest)),
  believesAll: amend(giver, 'offering', 'accepted', () => ({ target: 'idle' })),
  offersOnce: amend(giver, 'offering', 'tick', ([early]) => [{ ...early }, { actions: ['rewind'] }]),
  takesCopies: amend(taker, 'idle', 'offered', (all) => all.map(({ guard: _, ...rest }) => rest)),
  forgets: {
    ...taker,
    updates: { ...taker.updates, forget: { seq: () => 0 } },
    config: { ...taker.config, on: { ...taker.config.on, restart: { actions: ['forget'] } } },
  } satisfies typeof taker,
  answersOnce: amend(taker, 'holding', 'offered', () => ({})),
}

export const relay = system({
  id: 'relay',
  explain: 'Any number of offers over channels that lose, double and reorder; either side may crash at any time.',
  bounds,
  charts,
  build: body,
  falsifiers: [
    { breaks: 'I1', explain: 'the giver acts on until its offer is accepted', charts: { giver: faulty.actsOn } },
    { breaks: 'I1', explain: 'the taker takes copies', charts: { taker: faulty.takesCopies } },
    { breaks: 'I1', explain: 'a restarted taker has forgotten its number', charts: { taker: faulty.forgets } },
    { breaks: 'I2', explain: 'any ACCEPT ends an offer', charts: { giver: faulty.believesAll } },
    { breaks: 'L1', explain: 'an offer is sent once', charts: { giver: faulty.offersOnce } },
    { breaks: 'L2', explain: 'an ACCEPT is sent once', charts: { taker: faulty.answersOnce } },
  ],
})
