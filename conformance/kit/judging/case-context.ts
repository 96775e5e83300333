import type { Model, Setting } from '../../../machines/model/model.ts'
import { ModelSimulator } from '../../../machines/model/walk.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import { type Check, covers } from '../check.ts'
import type { Protocol } from '../protocol.ts'
import type { FacetNames } from './compare.ts'
import type { Monitor } from './monitor.ts'
import { Oracle } from './oracle.ts'

/** What judges the cases of one check: the model, if it has one, and monitors. One context serves one case at a time. */
export interface CaseContext {
  readonly catalogue: Catalogue
  readonly setting: Setting
  readonly model: Model | undefined
  /** The chart oracle of `model`. */
  readonly oracle: Oracle | undefined
  readonly monitors: readonly Monitor[]
  /** A second instance of the model that plans ahead of the answers; with it, calls are sent in bursts. */
  readonly planner: ModelSimulator | undefined
  /** Requirements exercised by a call whose parameters are malformed. */
  readonly malformed: readonly string[]
  /** The requirement that a crash, a silence or an answer outside the schema violates. */
  readonly robustness: string
  /** The requirements that the check covers. */
  readonly covered: readonly string[]
}

/** What the cases of a check are judged by. `monitors` watch besides those of the check itself. */
export function caseContext(
  rules: Pick<Protocol, 'catalogue' | 'register' | 'malformed'>,
  check: Check,
  setting: Setting,
  monitors: readonly Monitor[] = [],
  pipelined = false,
): CaseContext {
  const catalogue = rules.catalogue()
  const model = check.model?.build(setting)
  return {
    catalogue,
    setting,
    model,
    oracle: model === undefined ? undefined : new Oracle(model, catalogue.facets as FacetNames),
    monitors: [...monitors, ...(check.kind === 'monitor' ? [] : (check.monitors ?? []))],
    planner: pipelined && check.model !== undefined ? new ModelSimulator(check.model.build(setting)) : undefined,
    malformed: rules.malformed,
    robustness: rules.register().robustness,
    covered: covers(check).map(({ id }) => id),
  }
}
