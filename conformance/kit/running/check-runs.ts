import { CasePlan } from '../cases/case-plan.ts'
import { checkFinished, checkNotApplicable, checkStarted } from '../outcome/check-events.ts'
import type { CheckResult } from '../outcome/check-result.ts'
import { randomCases } from './budget.ts'
import { runCheck } from './check-run.ts'
import type { RunOptions } from './run.ts'
import type { Session } from './session.ts'
import type { Target } from './target.ts'

/** Runs every check that applies and tells of each. */
export class CheckRuns {
  /** Cases and steps of the checks that ran to their end, each counted once however many checks judged it. */
  readonly ran = { cases: 0, steps: 0 }
  readonly #started: number

  constructor(readonly options: RunOptions) {
    this.#started = options.now()
  }

  async all(target: Target, session: Session): Promise<readonly CheckResult[]> {
    const { emit, seed, budget } = this.options
    const plans = session.running.map((selected) => ({
      selected,
      plan: new CasePlan(selected.check, session.setting, session.catalogue, {
        seed,
        randomCases: randomCases[budget],
      }),
    }))
    const planned = this.options.progress === undefined ? 0 : plans.reduce((sum, { plan }) => sum + plan.size, 0)
    const results: CheckResult[] = []
    for (const { selected, plan } of plans) {
      const { check, covered } = selected
      emit(checkStarted(selected))
      const context = session.context(check, this.options.pipelined)
      const result = await runCheck(target, check, plan, context, {
        watched: new Set([...covered, ...session.watched]),
        applicable: session.covered,
        stop: ({ cases, steps, failing }) => {
          this.options.progress?.({
            check: check.id,
            cases: this.ran.cases + cases,
            cases_planned: planned,
            steps: this.ran.steps + steps,
            failing,
          })
          return this.#late()
        },
      })
      results.push(result)
      this.ran.cases += result.cases
      this.ran.steps += result.steps
      for (const event of checkFinished(result)) emit(event)
    }
    for (const event of session.selected.flatMap(checkNotApplicable)) emit(event)
    return results
  }

  #late(): boolean {
    const { time_ms, now } = this.options
    return time_ms !== undefined && now() > this.#started + time_ms
  }
}
