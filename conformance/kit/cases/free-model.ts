import type { Model } from '../../../machines/model/model.ts'
import { SymbolPattern } from '../../../machines/model/pattern.ts'
import { World } from '../../../machines/model/world.ts'

/** A model that allows everything: for cases that only monitors judge. */
export function freeModel(): Model {
  const world = new World()
  return {
    world,
    configuration: {},
    moves: [],
    accepts: () => true,
    // Every step may have told a number that later ones refer to.
    perform: () => ({ ok: new SymbolPattern(world.fresh(), 'number') }),
    probes: () => [],
  }
}
