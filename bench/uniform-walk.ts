import type { Input } from '../machines/model/model.ts'
import type { ModelSimulator, Random } from '../machines/model/walk.ts'

/** The yardstick of generation: every input that is enabled is equally likely; neither weights nor what lies behind counts. */
export function uniformWalk(simulator: ModelSimulator, length: number, random: Random): Input[] {
  simulator.restart()
  const inputs: Input[] = []
  while (inputs.length < length) {
    const enabled = simulator.model.moves.flatMap((move) => (move.weight() > 0 ? move.variants(simulator.known) : []))
    const input = enabled[Math.floor(random() * enabled.length)]
    if (input === undefined) break
    simulator.perform(input)
    inputs.push(input)
  }
  return inputs
}
