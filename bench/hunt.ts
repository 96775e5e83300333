import { inProcessSource } from '../conformance/kit/adapters/in-process.ts'
import type { Case, Check } from '../conformance/kit/check.ts'
import { select } from '../conformance/kit/judging/selection.ts'
import { settingOf } from '../conformance/kit/judging/setting.ts'
import type { Protocol } from '../conformance/kit/protocol.ts'
import { benchOf } from '../conformance/kit/running/campaign.ts'
import { execute } from '../conformance/kit/running/execute.ts'
import type { Bench, Violation } from '../conformance/kit/running/run-case.ts'
import { Target } from '../conformance/kit/running/target.ts'
import type { Input, ModelSource } from '../machines/model/model.ts'
import { seeded } from '../machines/model/random.ts'
import { tour } from '../machines/model/tour.ts'
import { type Random, Rehearsal } from '../machines/model/walk.ts'

export type Draw = (rehearsal: Rehearsal, length: number, random: Random) => Input[]

/** The first case that shows a mutant's fault. */
export interface Catch {
  readonly cases: number
  readonly subject: Case
  readonly violation: Violation
}

/** Longest random case, and how lengths are spread, as in a campaign. */
const longest = 40
const lengthOf = (random: Random): number => 1 + Math.floor(random() ** 1.5 * longest)

/** One mutant before one model check whose cases may show its fault. */
export class Hunt {
  readonly #rehearsal: Rehearsal

  constructor(
    readonly mutant: Protocol['mutants'][number],
    readonly target: Target,
    readonly model: ModelSource,
    readonly bench: Bench,
  ) {
    this.#rehearsal = new Rehearsal(model.build(bench.setting))
  }

  /** Random cases until the fault shows; undefined if it does not within `most`. */
  async random(draw: Draw, seed: number, most: number): Promise<Catch | undefined> {
    const random = seeded(seed)
    for (let cases = 1; cases <= most; cases++) {
      const inputs = draw(this.#rehearsal, lengthOf(random), random)
      const found = await this.#run({ configuration: this.#rehearsal.model.configuration, inputs }, cases)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The systematic cases with which a campaign begins, and how many they are. */
  async systematic(): Promise<{ readonly found: Catch | undefined; readonly cases: number }> {
    const model = this.model.build(this.bench.setting)
    const all = tour(model)
    for (const [at, inputs] of all.entries()) {
      const found = await this.#run({ configuration: model.configuration, inputs, thorough: true }, at + 1)
      if (found !== undefined) return { found, cases: at + 1 }
    }
    return { found: undefined, cases: all.length }
  }

  async #run(subject: Case, cases: number): Promise<Catch | undefined> {
    const { violations } = await execute(this.target, subject, this.bench)
    const violation = violations.find(({ requirement }) => requirement === this.mutant.violates)
    return violation === undefined ? undefined : { cases, subject, violation }
  }
}

/**
 * For each mutant the first model check in whose random cases it shows within `most`; mutants that only fixed cases show are
 * left out. A mutant is judged by what names the requirement that it violates, as in the ledger.
 */
export async function huntsFor(protocol: Protocol, draw: Draw, most: number): Promise<readonly Hunt[]> {
  const rules = { catalogue: protocol.catalogue(), register: protocol.register(), malformed: protocol.malformed }
  const hunts: Hunt[] = []
  for (const mutant of protocol.mutants) {
    const hello = { protocol: protocol.id, kit: '', adapter_protocol: 1 as const }
    const target = new Target(inProcessSource(mutant.id, mutant.create), hello, protocol.smoke)
    const pics = await target.pics()
    const selected = select(protocol.checks, rules.catalogue, pics).filter(({ lacks }) => lacks === undefined)
    const naming = selected.filter(({ judges }) => judges.has(mutant.violates)).map(({ check }) => check)
    const monitors = naming.flatMap((check) => (check.kind === 'monitor' ? (check.monitors ?? []) : []))
    const candidates: readonly Check[] = (monitors.length > 0 ? selected.map(({ check }) => check) : naming).filter(
      (check) => check.kind === 'model',
    )
    for (const check of candidates) {
      if (check.model === undefined) continue
      const bench = benchOf(check, monitors, settingOf(pics), rules, false)
      const hunt = new Hunt(mutant, target, check.model, bench)
      if ((await hunt.random(draw, 0, most)) === undefined) continue
      hunts.push(hunt)
      break
    }
  }
  return hunts
}
