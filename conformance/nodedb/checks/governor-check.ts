import {
  type GovernorConstants,
  GovernorModel,
  governorSource,
} from '../../../machines/nodedb/models/governor-model.ts'
import { type Check, check } from '../../kit/check.ts'
import { GovernorPlan } from './governor-plan.ts'
import { pace } from './pace-monitor.ts'
import { planned, type Situations } from './plan.ts'
import { undisturbed } from './undisturbed-monitor.ts'

interface GovernorCheck {
  readonly slug: string
  readonly explain: string
  readonly requirements: readonly string[]
  /** Capabilities beyond deltas and a clock. */
  readonly needs?: readonly string[]
  /** What the governor is configured to. */
  readonly constants: GovernorConstants
  readonly situations: Situations<GovernorPlan>
}

/** What a governor does in one situation after another. */
export function governorCheck({
  slug,
  explain,
  requirements,
  needs = [],
  constants,
  situations,
}: GovernorCheck): Check {
  return check({
    id: `nodedb/${slug}`,
    kind: 'scenario',
    requirements,
    needs: ['tg.enqueue', 'tg.advance', ...needs],
    explain,
    model: governorSource(slug, constants),
    monitors: [pace, undisturbed],
    cases: (setting) => planned(situations, setting, () => new GovernorPlan(new GovernorModel(setting, constants))),
  })
}
