import type { Input, Model } from './model.ts'
import type { Expectation } from './pattern.ts'
import { ModelSimulator } from './walk.ts'

/** One input at the end of a shortest path of a model, just performed. */
export interface Reached {
  readonly path: readonly Input[]
  readonly input: Input
  readonly expected: Expectation
}

/** Situations are told apart by the roles' leaf states. */
export const byLeaves = (model: Model): string => leavesOf(model).join()

/** The same, and by what can be done next: some of what a model remembers shows in no leaf. */
export const byMoves = (model: Model): string =>
  [...leavesOf(model), ...model.moves.map((move) => (move.weight() > 0 ? 1 : 0))].join()

const leavesOf = (model: Model): string[] => model.world.roles().map((role) => role.state)

/**
 * Every input that means something in a situation of the model, shortest paths first. While one is looked at, the model stands
 * behind it. Ends after `limit` situations.
 */
export function* breadthFirst(model: Model, limit = 400, situation = byLeaves): Generator<Reached> {
  const simulator = new ModelSimulator(model)
  simulator.restart()
  const seen = new Set([situation(model)])
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
        const expected = simulator.perform(input)
        const now = situation(model)
        yield { path, input, expected }
        if (!seen.has(now)) {
          seen.add(now)
          next.push([...path, input])
        }
      }
    }
    frontier = next
  }
}

function follow(simulator: ModelSimulator, path: readonly Input[]): void {
  simulator.restart()
  for (const input of path) simulator.perform(input)
}
