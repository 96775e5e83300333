import type { Ending } from '../../../reports/stream.ts'
import type { Implementation } from '../../../spec/adapter.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { CasePlan } from '../cases/case-plan.ts'
import type { Check } from '../check.ts'
import { isModelOnly } from '../judging/model-only.ts'
import { settingOf } from '../judging/setting.ts'
import type { Protocol } from '../protocol.ts'
import { trialRun } from '../running/trial-run.ts'

/** A stop of an implementation at one kind of call, while one check ran, and how the run ended. */
export interface Stopped {
  readonly check: string
  readonly op: string
  readonly ending: Ending
}

/** Calls that the case plan itself does not hold: the kit adds them. */
const everywhere = ['reset']

/** As many resets as there are before the first case of a check. */
const probed = 3

/**
 * Lets the reference crash, once it has run a little, at each kind of call that the cases of each check make, and runs that check: whatever
 * call it is, the report must be whole.
 */
export async function* stopSweep(
  protocol: Protocol,
  options: { readonly checks?: readonly Check[]; readonly cases?: number } = {},
): AsyncGenerator<Stopped> {
  const { ok } = await protocol.reference().request('hello', {})
  const setting = settingOf(ok as never)
  for (const check of options.checks ?? protocol.checks) {
    if (check.kind === 'monitor') continue
    for (const op of new Set([...everywhere, ...callsOf(protocol, check, setting)])) {
      const source = inProcessSource(op, () => stoppingAt(protocol, op))
      // Neither the smoke conversation nor the probe of reset may meet the stop: outside any case it is a fault of the adapter.
      const bare = { ...protocol, smoke: [], resetProbe: { dirty: [], probe: [] }, checks: [check] }
      const { ending } = await trialRun(bare, { source })
      yield { check: check.id, op, ending }
    }
  }
}

function callsOf(protocol: Protocol, check: Check, setting: ReturnType<typeof settingOf>): readonly string[] {
  const plan = new CasePlan(check, setting, protocol.catalogue(), { seed: 1, randomCases: 5 })
  return [...plan]
    .flatMap(({ inputs }) => inputs.map(({ op }) => op))
    .filter((op) => !isModelOnly(op) && op !== '!line')
}

function stoppingAt(protocol: Protocol, op: string): Implementation {
  const reference = protocol.reference()
  let calls = 0
  return {
    request(asked, params) {
      if (asked === op && ++calls > (op === 'reset' ? probed : 1)) throw new Error(`no ${op} any more`)
      return reference.request(asked, params)
    },
  }
}
