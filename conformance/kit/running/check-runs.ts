import { CasePlan } from '../cases/case-plan.ts'
import type { Case, Check } from '../check.ts'
import type { CaseResult } from '../judging/case-result.ts'
import type { Selected } from '../judging/selection.ts'
import { checkFinished, checkNotApplicable, checkStarted } from '../outcome/check-events.ts'
import type { CheckProgress, CheckResult } from '../outcome/check-result.ts'
import { Bound } from './bound.ts'
import { randomCases } from './budget.ts'
import { type RunApart, runCheck } from './check-run.ts'
import { runConfirmed } from './confirm.ts'
import { InOrder } from './in-order.ts'
import type { RunOptions } from './run-options.ts'
import { type Session, targetOf } from './session.ts'
import { sideBySide } from './side-by-side.ts'
import type { Target } from './target.ts'

/** Cases that mostly wait, at once; each costs a process and next to no processor time. */
const mostWaits = 48

/** What stopped a check run, with what its instance wrote to stderr. */
export class LaneFault extends Error {
  constructor(
    override readonly cause: unknown,
    readonly stderr: string,
  ) {
    super('a check run was stopped')
  }
}

/** A check with its cases. */
interface PlannedCheck {
  readonly selected: Selected
  readonly plan: CasePlan
}

/** Runs every check that applies, on so many instances at once as the run has jobs, and tells of each in order. */
export class CheckRuns {
  /** Cases and steps of the checks that ran to their end, each counted once however many checks judged it. */
  readonly ran = { cases: 0, steps: 0 }
  /** The same until now, for progress. */
  readonly #position = { cases: 0, steps: 0, failing: 0 }
  readonly #inOrder = new InOrder()
  readonly #started: number

  constructor(readonly options: RunOptions) {
    this.#started = options.now()
  }

  /** The results in the order of the checks. Rejects with `LaneFault`; `first` is the instance of the first lane. */
  async all(first: Target, session: Session): Promise<readonly CheckResult[]> {
    const { emit, seed, budget, jobs = session.stated.instances ?? 1, waits = jobs > 1 ? mostWaits : 1 } = this.options
    const plans = session.running.map((selected): PlannedCheck => {
      const options = { seed, randomCases: randomCases[budget], budget }
      return { selected, plan: new CasePlan(selected.check, session.setting, session.catalogue, options) }
    })
    const planned = this.options.progress === undefined ? 0 : plans.reduce((sum, { plan }) => sum + plan.size, 0)
    const waiting = waits > 1 ? new Bound(waits) : undefined
    const others = Array.from({ length: jobs - 1 }, () => targetOf(session.protocol, this.options.source))
    const lanes = [first, ...others]
    const results: CheckResult[] = []
    try {
      await sideBySide(plans, lanes.length, async ({ selected, plan }, place, lane, abandoned) => {
        const target = lanes[lane] as Target
        this.#inOrder.at(place, () => emit(checkStarted(selected)))
        const stop = this.#progress(selected.check, planned, abandoned)
        const apart = waiting === undefined ? undefined : this.#apart(session, selected.check, waiting, abandoned)
        try {
          results[place] = await this.#run(target, session, selected, plan, stop, apart)
        } catch (error) {
          throw new LaneFault(error, target.stderr)
        }
        this.#inOrder.at(place, () => this.#finished(results[place] as CheckResult))
        this.#inOrder.close(place)
      })
    } finally {
      await Promise.all(others.map((target) => target.close()))
    }
    for (const event of session.selected.flatMap(checkNotApplicable)) emit(event)
    return results
  }

  #run(
    target: Target,
    session: Session,
    { check, covered }: Selected,
    plan: CasePlan,
    stop: (progress: CheckProgress) => boolean,
    apart: RunApart | undefined,
  ): Promise<CheckResult> {
    const watched = new Set([...covered, ...session.watched])
    const context = session.context(check, this.options.pipelined)
    return runCheck(target, check, plan, context, { watched, applicable: session.covered, stop }, apart)
  }

  #finished(result: CheckResult): void {
    this.ran.cases += result.cases
    this.ran.steps += result.steps
    for (const event of checkFinished(result)) this.options.emit(event)
  }

  /** Shows the progress of a check; true once it must end. */
  #progress(check: Check, planned: number, abandoned: () => boolean): (progress: CheckProgress) => boolean {
    let before = { cases: 0, steps: 0, failing: 0 }
    return ({ cases, steps, failing }) => {
      this.#position.cases += cases - before.cases
      this.#position.steps += steps - before.steps
      this.#position.failing += failing - before.failing
      before = { cases, steps, failing }
      this.options.progress?.({ check: check.id, cases_planned: planned, ...this.#position })
      const { time_ms, now } = this.options
      return abandoned() || (time_ms !== undefined && now() > this.#started + time_ms)
    }
  }

  /** Runs a case that mostly waits on a fresh instance, as soon as the bound of such cases has room. */
  #apart(session: Session, check: Check, waiting: Bound, abandoned: () => boolean): RunApart {
    return (subject: Case, over: () => boolean): Promise<CaseResult> =>
      waiting.run(async () => {
        if (over() || abandoned()) return nothing
        const target = targetOf(session.protocol, this.options.source)
        try {
          return await runConfirmed(target, subject, session.context(check, this.options.pipelined))
        } finally {
          await target.close()
        }
      })
  }
}

/** Stands for the result of a case that nobody waits for any more. */
const nothing: CaseResult = { exchanges: [], violations: [], exercised: new Map(), transitions: new Set() }
