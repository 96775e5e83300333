import { breadthFirst } from './breadth-first.ts'
import type { Input, Model } from './model.ts'

/**
 * Cases that together take every transition of the model's charts that its moves can reach: breadth-first over the roles'
 * leaf states, a case for each input that takes a transition not taken before. Shortest paths come first.
 */
export function tour(model: Model, limit = 400): Input[][] {
  const covered = new Set<string>()
  const cases: Input[][] = []
  for (const { path, input } of breadthFirst(model, limit)) {
    const fresh = model.world.fired.filter((transition) => !covered.has(transition.id))
    if (fresh.length === 0) continue
    for (const transition of fresh) covered.add(transition.id)
    cases.push([...path, input])
  }
  return cases
}
