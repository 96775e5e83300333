import type { Input, Model } from './model.ts'
import { ModelSimulator } from './walk.ts'

/**
 * Cases that together take every transition of the model's charts that its moves can reach: breadth-first over the roles'
 * leaf states, a case for each input that takes a transition not taken before. Shortest paths come first.
 */
export function tour(model: Model, limit = 400): Input[][] {
  const simulator = new ModelSimulator(model)
  const covered = new Set<string>()
  const cases: Input[][] = []
  const seen = new Set<string>()
  const key = (): string =>
    model.world
      .roles()
      .map((role) => role.state)
      .join()
  simulator.restart()
  seen.add(key())
  let frontier: Input[][] = [[]]
  for (let visited = 0; frontier.length > 0 && visited < limit; ) {
    const next: Input[][] = []
    for (const path of frontier) {
      if (++visited > limit) break
      follow(simulator, path)
      const before = model.world.save()
      const known = simulator.known
      const inputs = model.moves.flatMap((move) => (move.weight() > 0 ? move.variants(known) : []))
      for (const input of inputs) {
        model.world.load(before)
        simulator.known = [...known]
        simulator.step = path.length
        simulator.perform(input)
        const fresh = model.world.fired.filter((transition) => !covered.has(transition.id))
        if (fresh.length > 0) {
          for (const transition of fresh) covered.add(transition.id)
          cases.push([...path, input])
        }
        const state = key()
        if (!seen.has(state)) {
          seen.add(state)
          next.push([...path, input])
        }
      }
    }
    frontier = next
  }
  return cases
}

function follow(simulator: ModelSimulator, path: readonly Input[]): void {
  simulator.restart()
  for (const input of path) simulator.perform(input)
}
