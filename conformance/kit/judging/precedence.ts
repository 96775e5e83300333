import { type Level, levels } from '../../../spec/requirement.ts'

/** What diverged first in a case, level by level. */
export class Precedence {
  readonly #first = new Map<Level, number>()

  /** Notes a divergence at an exchange, and says whether one of its level or a higher one came at an earlier exchange. */
  preceded(level: Level, exchange: number): boolean {
    const first = this.#first.get(level)
    if (first === undefined) this.#first.set(level, exchange)
    const weighty = levels.slice(0, levels.indexOf(level) + 1)
    return weighty.some((each) => (this.#first.get(each) ?? exchange) < exchange)
  }
}
