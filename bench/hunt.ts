import { inProcessSource } from '../conformance/kit/adapters/in-process.ts'
import { walkLength } from '../conformance/kit/cases/walk-arbitrary.ts'
import type { Case, Check } from '../conformance/kit/check.ts'
import { type CaseContext, caseContext } from '../conformance/kit/judging/case-context.ts'
import type { Violation } from '../conformance/kit/judging/case-result.ts'
import type { Protocol } from '../conformance/kit/protocol.ts'
import { runConfirmed } from '../conformance/kit/running/confirm.ts'
import { openSession, targetOf } from '../conformance/kit/running/session.ts'
import type { Target } from '../conformance/kit/running/target.ts'
import type { Input, ModelSource } from '../machines/model/model.ts'
import { seeded } from '../machines/model/random.ts'
import { tour } from '../machines/model/tour.ts'
import { ModelSimulator, type Random } from '../machines/model/walk.ts'

export type Draw = (simulator: ModelSimulator, length: number, random: Random) => Input[]

/** The first case that shows a mutant's fault. */
export interface Catch {
  readonly cases: number
  readonly subject: Case
  readonly violation: Violation
}

/** One mutant before one model check whose cases may show its fault. */
export class Hunt {
  readonly #simulator: ModelSimulator

  constructor(
    readonly mutant: Protocol['mutants'][number],
    readonly target: Target,
    readonly check: Check & { readonly model: ModelSource },
    readonly context: CaseContext,
  ) {
    this.#simulator = new ModelSimulator(check.model.build(context.setting))
  }

  /** Random cases until the fault shows; undefined if it does not within `most`. */
  async random(draw: Draw, seed: number, most: number): Promise<Catch | undefined> {
    const random = seeded(seed)
    for (let cases = 1; cases <= most; cases++) {
      const inputs = draw(this.#simulator, walkLength(random), random)
      const found = await this.#run({ configuration: this.#simulator.model.configuration, inputs }, cases)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The systematic cases with which a check begins, and how many they are. */
  async systematic(): Promise<{ readonly found: Catch | undefined; readonly cases: number }> {
    const model = this.check.model.build(this.context.setting)
    const all = tour(model)
    for (const [at, inputs] of all.entries()) {
      const found = await this.#run({ configuration: model.configuration, inputs, thorough: true }, at + 1)
      if (found !== undefined) return { found, cases: at + 1 }
    }
    return { found: undefined, cases: all.length }
  }

  async #run(subject: Case, cases: number): Promise<Catch | undefined> {
    const { violations } = await runConfirmed(this.target, subject, this.context)
    const violation = violations.find(({ requirement }) => requirement === this.mutant.violates)
    return violation === undefined ? undefined : { cases, subject, violation }
  }
}

/**
 * For each mutant the first model check in whose random cases it shows within `most`; mutants that only fixed cases show are
 * left out. A mutant is judged by what names the requirement that it violates, as in the ledger.
 */
export async function huntsFor(protocol: Protocol, draw: Draw, most: number): Promise<readonly Hunt[]> {
  const hunts: Hunt[] = []
  for (const mutant of protocol.mutants) {
    const target = targetOf(protocol, inProcessSource(mutant.id, mutant.create))
    const { selected, running, setting } = await openSession(target, protocol)
    const naming = selected.filter(({ covered }) => covered.has(mutant.violates)).map(({ check }) => check)
    const monitors = naming.flatMap((check) => (check.kind === 'monitor' ? (check.monitors ?? []) : []))
    const candidates: readonly Check[] = (monitors.length > 0 ? running.map(({ check }) => check) : naming).filter(
      (check) => check.kind === 'model',
    )
    for (const check of candidates) {
      const { model } = check
      if (model === undefined) continue
      const hunt = new Hunt(mutant, target, { ...check, model }, caseContext(protocol, check, setting, monitors))
      if ((await hunt.random(draw, 0, most)) === undefined) continue
      hunts.push(hunt)
      break
    }
  }
  return hunts
}
