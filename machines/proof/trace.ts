import type { Message, World } from '../model/world.ts'
import type { Packing } from './packing.ts'
import type { SystemEvent } from './system.ts'

/** One step of a run through a system. */
export interface RunStep {
  readonly event: string
  readonly choices: readonly number[]
  readonly messages: readonly Message[]
}

/** An event with the choices made in it. */
export interface ChosenEvent {
  readonly event: SystemEvent
  readonly choices: readonly number[]
}

/**
 * Runs the causes from the state that the world holds and records who told whom what. Symbols keep their numbers from step to
 * step, so that a reader can follow them.
 */
export function retrace(world: World, packing: Packing, causes: readonly ChosenEvent[]): RunStep[] {
  let minted = packing.largestSymbol()
  world.traced = true
  const steps = causes.map(({ event, choices }): RunStep => {
    world.begin(choices, () => ++minted)
    try {
      event.run()
    } catch {
      // The violation itself; the messages up to here are what the reader needs.
    }
    return { event: event.name, choices, messages: [...world.messages] }
  })
  world.traced = false
  return steps
}
