import type { Chart } from '../../chart/chart.ts'
import type { World } from '../../model/world.ts'
import type { SystemBody, SystemEvent } from '../../proof/system.ts'
import type { WriteContext, WritePayload } from '../charts/write.ts'

/** What the first answer of the store was, and what the first of the gate, as far as the write has come. */
const unheard = 0
const good = 1
const bad = 2

/** One write and every signal to it at any moment. */
export function writeSignals(
  world: World,
  bounds: { readonly placements: number; readonly bound: number },
  chart: Chart<WriteContext, WritePayload>,
): SystemBody {
  const role = world.role('write', chart, { bound: bounds.bound })
  const heard = { min: unheard, max: bad }
  const history = world.ghosts('history', {
    started: { min: 0, max: 1 },
    store: heard,
    asked: { min: 0, max: 1 },
    gate: heard,
    sends: { min: 0, max: 2 },
  })
  const deliver = (type: string, payload: () => Partial<WritePayload> = () => ({})): SystemEvent => ({
    name: type,
    run: () => {
      const outputs = role.send(type, payload())
      history.sends = Math.min(2, history.sends + outputs.filter((output) => output.type === 'send').length)
      if (type === 'start') history.started = 1
      const store = type === 'found' ? good : type === 'missing' || type === 'outage' ? bad : unheard
      const gate = type === 'gateAdmits' ? good : type === 'gateRejects' || type === 'gateSilent' ? bad : unheard
      if (history.gate === unheard && history.asked === 1) history.gate = gate
      if (type === 'askGate' && history.store === good) history.asked = 1
      if (history.store === unheard && history.started === 1) history.store = store
      if (role.state === 'new') history.started = history.asked = history.store = history.gate = history.sends = 0
      return true
    },
  })
  return {
    events: [
      deliver('start', () => ({ partition: 1 })),
      deliver('found', () => ({ target: world.choose(bounds.placements) + 1, stamp: world.fresh() })),
      deliver('tick', () => ({ ticks: world.choose(2) + 1 })),
      ...[
        'missing',
        'outage',
        'askGate',
        'gateAdmits',
        'gateRejects',
        'gateSilent',
        'dispatch',
        'applied',
        'lost',
        'recycle',
      ].map((type) => deliver(type)),
    ],
    invariants: [
      {
        id: 'OSP-087',
        text: 'A write is sent only if the store placed it and then the gate admitted it, by the first answer of each.',
        holds: () => history.sends === 0 || (history.store === good && history.gate === good),
      },
      { id: 'OSP-095', text: 'A write is sent once.', holds: () => history.sends < 2 },
    ],
  }
}
