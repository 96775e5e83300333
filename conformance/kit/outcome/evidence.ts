import type { CaseResult } from '../judging/case-result.ts'

/** Cases that broke the same requirements. */
interface Together {
  /** Broken by the first wrong answer. */
  readonly first: ReadonlySet<string>
  /** Those, and what was broken later in the same step. */
  readonly all: readonly string[]
  cases: number
}

/** What a case that breaks a requirement only later in the step counts for, where one that breaks it first counts for 1. */
const ofEcho = 0.05

/** What cases say of requirements: which were judged in how many of them, and which were broken together, before anything else. */
export class Evidence {
  readonly #judged = new Map<string, number>()
  /** The same in answers. */
  readonly #answers = new Map<string, number>()
  readonly #broken = new Map<string, Together>()

  add({ exercised, violations }: Pick<CaseResult, 'exercised' | 'violations'>): void {
    const primary = violations.filter(({ secondary }) => !secondary)
    const named = (those: typeof primary): readonly string[] => [
      ...new Set(those.map(({ requirement }) => requirement)),
    ]
    const all = [...named(primary)].sort()
    for (const requirement of new Set([...exercised.keys(), ...all])) {
      raise(this.#judged, requirement, 1)
      raise(this.#answers, requirement, exercised.get(requirement) ?? 1)
    }
    if (all.length === 0) return
    this.#add(all, new Set(named(primary.filter(({ echo }) => echo !== true))), 1)
  }

  /** The same of all of several. */
  static of(several: readonly Evidence[]): Evidence {
    const sum = new Evidence()
    for (const each of several) {
      for (const [requirement, cases] of each.#judged) raise(sum.#judged, requirement, cases)
      for (const [requirement, answers] of each.#answers) raise(sum.#answers, requirement, answers)
      for (const { all, first, cases } of each.#broken.values()) sum.#add(all, first, cases)
    }
    return sum
  }

  /** Requirements that one case broke first, each such set once. */
  together(): readonly (readonly string[])[] {
    return [...this.#broken.values()].map(({ all }) => all)
  }

  /**
   * How much the failing cases of a defect, which are those that break any of `defect`, speak against one of its requirements, from 0
   * to 1. It grows with the share of them that break it, and with its share in what each of them breaks, and shrinks with the cases
   * and answers that judge it: the rarer its antecedent, the more particular it is. 1 where one answer judged it, and broke nothing
   * else. The exponents are those that named the broken requirement first most often in whole runs of the ledgers.
   */
  suspicion(requirement: string, defect: ReadonlySet<string>): number {
    let failing = 0
    let failed = 0
    let share = 0
    for (const { all, first, cases } of this.#broken.values()) {
      if (!all.some((id) => defect.has(id))) continue
      failing += cases
      if (!all.includes(requirement)) continue
      const counted = first.has(requirement) ? cases : ofEcho * cases
      failed += counted
      share += counted / all.length
    }
    if (failed === 0) return 0
    const rarity = this.judged(requirement) ** 0.25 * (this.#answers.get(requirement) ?? 1) ** 0.03
    return Math.sqrt(failed * share) / failing / rarity
  }

  /** Cases in which the requirement was judged. */
  judged(requirement: string): number {
    return this.#judged.get(requirement) ?? 0
  }

  #add(all: readonly string[], first: ReadonlySet<string>, cases: number): void {
    const key = all.map((id) => (first.has(id) ? id : `${id} later`)).join()
    const known = this.#broken.get(key)
    if (known === undefined) this.#broken.set(key, { all, first, cases })
    else known.cases += cases
  }
}

function raise(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}
