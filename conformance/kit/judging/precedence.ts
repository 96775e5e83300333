import { type Level, levels } from '../../../spec/requirement.ts'

/** What diverged first in a case, level by level. */
export class Precedence {
  readonly #first = new Map<Level, number>()

  /**
   * Notes a divergence at a step, or at the queries that show what the step did, and says whether one of its level or a higher one came
   * at an earlier step.
   */
  preceded(level: Level, step: number): boolean {
    const first = this.#first.get(level)
    if (first === undefined) this.#first.set(level, step)
    const weighty = levels.slice(0, levels.indexOf(level) + 1)
    return weighty.some((each) => (this.#first.get(each) ?? step) < step)
  }
}
