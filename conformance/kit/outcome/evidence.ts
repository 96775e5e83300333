import type { CaseResult } from '../judging/case-result.ts'

/** Stands between two ids where several make one key; no id has it. */
const and = ' '

/** What cases say of requirements: which were judged in how many of them, and which were broken together, before anything else. */
export class Evidence {
  readonly #judged = new Map<string, number>()
  /** Cases by the requirements that one broke first, in the order of their ids. */
  readonly #broken = new Map<string, number>()

  add({ exercised, violations }: Pick<CaseResult, 'exercised' | 'violations'>): void {
    const broken = [...new Set(violations.flatMap((each) => (each.secondary ? [] : [each.requirement])))].sort()
    for (const requirement of new Set([...exercised.keys(), ...broken])) raise(this.#judged, requirement, 1)
    if (broken.length > 0) raise(this.#broken, broken.join(and), 1)
  }

  /** The same of all of several. */
  static of(several: readonly Evidence[]): Evidence {
    const all = new Evidence()
    for (const each of several) {
      for (const [requirement, cases] of each.#judged) raise(all.#judged, requirement, cases)
      for (const [together, cases] of each.#broken) raise(all.#broken, together, cases)
    }
    return all
  }

  /** Requirements that one case broke first, each such set once. */
  together(): readonly (readonly string[])[] {
    return [...this.#broken.keys()].map((key) => key.split(and))
  }

  /**
   * How much the failing cases of a defect, which are those that break any of `defect`, speak against one of its requirements, from 0
   * to 1: the coefficient of Ochiai, 1 where the requirement is broken in all of them and kept in no other case.
   */
  suspicion(requirement: string, defect: ReadonlySet<string>): number {
    let failing = 0
    let failed = 0
    for (const [key, cases] of this.#broken) {
      const together = key.split(and)
      if (together.some((id) => defect.has(id))) failing += cases
      if (together.includes(requirement)) failed += cases
    }
    const judged = this.#judged.get(requirement) ?? 0
    return failed === 0 ? 0 : failed / Math.sqrt(failing * judged)
  }

  /** Cases in which the requirement was judged. */
  judged(requirement: string): number {
    return this.#judged.get(requirement) ?? 0
  }
}

function raise(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}
