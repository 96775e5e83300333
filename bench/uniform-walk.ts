import type { Input } from '../machines/model/model.ts'
import type { Random, Rehearsal } from '../machines/model/walk.ts'

/** The yardstick of generation: every input that is enabled is equally likely; neither weights nor what lies behind counts. */
export function uniformWalk(rehearsal: Rehearsal, length: number, random: Random): Input[] {
  rehearsal.restart()
  const inputs: Input[] = []
  while (inputs.length < length) {
    const enabled = rehearsal.model.moves.flatMap((move) => (move.weight() > 0 ? move.variants(rehearsal.known) : []))
    const input = enabled[Math.floor(random() * enabled.length)]
    if (input === undefined) break
    rehearsal.perform(input)
    inputs.push(input)
  }
  return inputs
}
