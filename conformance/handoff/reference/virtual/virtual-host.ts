import type { Directory, Host, Spawn, Stream } from '../host.ts'
import type { Process } from './process.ts'
import type { World } from './world.ts'

/** Unix time at the beginning of every case, in milliseconds. */
const EPOCH = 1_700_000_000_000

/** The system of a process in virtual time. What is dead has no effect any more. */
export function virtualHost(world: World, process: Process): Host {
  return {
    name: process.name,
    pid: process.pid,
    uid: process.uid,
    environment: process.environment,
    descriptors: inheritedKinds(process),
    now: () => world.clock.now,
    wallClock: () => EPOCH + Math.floor(world.clock.now),
    randomId: () => world.randomId(),
    after: (ms, run) => world.clock.after(ms, () => process.enter(run)),
    directory: (name): Directory => world.directory(name).seenBy(process),
    inherited: (number): Stream => {
      const socket = process.descriptors.get(number)?.socket
      if (socket === undefined) throw new Error(`descriptor ${number}: expected the control stream`)
      return socket
    },
    spawn: (spawn: Spawn, then) => then(world.spawn(process, spawn)),
    accept: (listeners, accepting) => {
      for (const { listener } of process.descriptors.values())
        if (listener !== undefined && listeners.has(listener.name)) listener.accept(process, accepting)
    },
    exit: (code) => world.end(process, code),
    reach: (point) => process.reach(point),
    record: (event) => {
      if (process.alive) world.record(process.name, event)
    },
  }
}

/** From number 3 on, without a gap. */
function inheritedKinds({ descriptors }: Process): Host['descriptors'] {
  const most = Math.max(2, ...descriptors.keys())
  return Array.from({ length: most - 2 }, (_, index) => descriptors.get(index + 3)?.kind ?? 'closed')
}
