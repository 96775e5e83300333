import type { Setting } from '../../../machines/model/model.ts'
import { ReceiverModel, receiverSource } from '../../../machines/nodedb/models/receiver-model.ts'
import { type ReceiverPalette, receiverPalette } from '../../../machines/nodedb/models/receiver-palette.ts'
import { type Check, type Claim, check } from '../../kit/check.ts'
import { planned, type Situations } from './plan.ts'
import { ReceiverPlan } from './receiver-plan.ts'

interface ReceiverCheck {
  readonly slug: string
  readonly explain: string
  readonly requirements: readonly Claim[]
  /** Capabilities beyond deltas. */
  readonly needs?: readonly string[]
  readonly palette: Partial<ReceiverPalette>
  readonly situations: Situations<ReceiverPlan>
}

/** Capabilities that operations take; a case that needs one is left out without it. */
const capabilityOf: Readonly<Record<string, string>> = {
  'rx.advance': 'clock',
  'rx.cold_start': 'cold_start',
  'rx.diverge': 'divergence',
  'rx.frame': 'frames',
  'rx.restart': 'restart',
}

/** What a receiver does in one situation after another, looked at from all sides after every step. */
export function receiverCheck({ slug, explain, requirements, needs = [], palette, situations }: ReceiverCheck): Check {
  const build = (setting: Setting): ReceiverModel => new ReceiverModel(setting, { ...receiverPalette, ...palette })
  return check({
    id: `nodedb/${slug}`,
    kind: 'scenario',
    requirements,
    needs: ['rx.delta', ...needs],
    explain,
    model: receiverSource(slug, palette),
    cases: (setting) =>
      planned(situations, setting, () => new ReceiverPlan(build(setting)))
        .filter(({ inputs }) =>
          inputs.every(({ op }) => capabilityOf[op] === undefined || setting.capabilities.has(capabilityOf[op])),
        )
        .map((one) => ({ ...one, thorough: true })),
  })
}
