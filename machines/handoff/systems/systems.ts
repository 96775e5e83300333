import { type System, system } from '../../proof/system.ts'
import { consumer } from '../charts/consumer.ts'
import { incumbent } from '../charts/incumbent.ts'
import { journal } from '../charts/journal.ts'
import { lock } from '../charts/lock.ts'
import { successor } from '../charts/successor.ts'
import { supervisor } from '../charts/supervisor.ts'
import { Handoff, type HandoffBounds } from './handoff.ts'
import { everyName } from './promises.ts'

const charts = { supervisor, incumbent, successor, lock, journal, consumer }
const bounds: HandoffBounds = {
  strict: 0,
  faults: 1,
  crashes: 1,
  hooks: 1,
  disk: 1,
  drips: 0,
  hangs: 0,
  beats: 0,
  excused: everyName,
  strangers: 0,
  keeps: 1,
  rereads: 1,
}

export const core = system({
  id: 'core',
  explain: 'x',
  bounds,
  charts,
  build: (world, given: HandoffBounds, used) => new Handoff(world, given, used).body(),
  falsifiers: [],
})

export const systems: readonly System[] = [core]
