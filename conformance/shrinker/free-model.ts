import type { Model } from '../../machines/model.ts'
import { World } from '../../machines/world.ts'

/** A model that allows everything: for cases that only monitors judge. */
export function freeModel(): Model {
  return {
    world: new World(),
    configuration: {},
    moves: [],
    accepts: () => true,
    perform: () => ({ any: true }),
    probes: () => [],
  }
}
