import type { Model, ModelSource, Setting, Subject } from '../../../machines/model/model.ts'
import { ModelSimulator } from '../../../machines/model/walk.ts'
import type { Level } from '../../../reports/event.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import { type Check, covers } from '../check.ts'
import type { Frames, Malformed, Protocol } from '../protocol.ts'
import type { FacetNames } from './compare.ts'
import type { Exchange, Monitor } from './monitor.ts'
import { type Judgement, Oracle } from './oracle.ts'
import type { Translation } from './translation.ts'

/** What judges a case: the model of its check, if that has one, and monitors. One context serves one case at a time. */
export interface CaseContext {
  /** The context with the model that the case asks for, this one where it asks for none of its own. */
  readonly fit: (subject: Subject) => CaseContext
  readonly catalogue: Catalogue
  readonly setting: Setting
  readonly model: Model | undefined
  /** The chart oracle of `model`. */
  readonly oracle: Oracle | undefined
  readonly monitors: readonly Monitor[]
  /** A second instance of the model that plans ahead of the answers; with it, calls are sent in bursts. */
  readonly planner: ModelSimulator | undefined
  /** What an implementation invents, for each case anew. */
  readonly translation: (() => Translation) | undefined
  /** Requirements exercised by a call whose parameters are malformed. */
  readonly malformed: readonly Malformed[]
  /** The requirement that a crash, a silence or an answer outside the schema violates. */
  readonly robustness: string
  /** The level of a requirement; MUST for what no register has. */
  readonly levelOf: (requirement: string) => Level
  readonly locate: Frames['locate']
  /** The requirements that the check covers. */
  readonly covered: readonly string[]
  /** Sees every judged answer, with what the model thinks of it if one judges. */
  readonly watch?: (exchange: Exchange, judgement: Judgement | undefined) => void
}

/** What the cases of a check are judged by. `monitors` watch besides those of the check itself. */
export function caseContext(
  rules: Pick<Protocol, 'catalogue' | 'register' | 'malformed' | 'translation' | 'frames'>,
  check: Check,
  setting: Setting,
  monitors: readonly Monitor[] = [],
  pipelined = false,
): CaseContext {
  const catalogue = rules.catalogue()
  const register = rules.register()
  const levels = new Map(register.requirements.map(({ id, level }) => [id, level]))
  const source = check.model
  const judges = (subject?: Subject): Judges => {
    const model = source?.build(setting, subject)
    return {
      model,
      oracle: model === undefined ? undefined : new Oracle(model, catalogue.facets as FacetNames),
      planner: pipelined && source !== undefined ? new ModelSimulator(source.build(setting, subject)) : undefined,
    }
  }
  return fitting(source?.scope, judges, {
    catalogue,
    setting,
    monitors: [...monitors, ...(check.kind === 'monitor' ? [] : (check.monitors ?? []))],
    translation: rules.translation,
    malformed: rules.malformed,
    robustness: register.robustness,
    locate: rules.frames?.locate,
    levelOf: (requirement) => levels.get(requirement) ?? 'MUST',
    covered: covers(check).map(({ id }) => id),
  })
}

type Judges = Pick<CaseContext, 'model' | 'oracle' | 'planner'>

/** Cases of one scope come one after another, so the last model besides that of the walk is kept. */
function fitting(
  scopeOf: ModelSource['scope'],
  judges: (subject?: Subject) => Judges,
  rest: Omit<CaseContext, 'fit' | keyof Judges>,
): CaseContext {
  let last: { readonly scope: string; readonly context: CaseContext } | undefined
  const fit = (subject: Subject): CaseContext => {
    const scope = scopeOf?.(subject) ?? ''
    if (scope === '') return context
    if (last?.scope !== scope) last = { scope, context: { ...rest, ...judges(subject), fit } }
    return last.context
  }
  const context: CaseContext = { ...rest, ...judges(), fit }
  return context
}

/** The same context, which sends call by call. */
export function lockstep(context: CaseContext): CaseContext {
  return { ...context, planner: undefined, fit: (subject) => lockstep(context.fit(subject)) }
}
