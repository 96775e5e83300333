import type { Setting } from '../../../machines/model/model.ts'
import type { Reply } from '../../../spec/adapter.ts'
import type { Case } from '../check.ts'
import { Environment } from './environment.ts'
import type { Exchange, Monitor } from './monitor.ts'

/** Judges recorded answers, the reset's first, again without an implementation: the requirements that they violate, always the same. */
export function replayHistory(
  { configuration, inputs }: Case,
  history: readonly Reply[],
  monitors: readonly Monitor[],
  setting: Setting,
): ReadonlySet<string> {
  const violated = new Set<string>()
  const calls = [{ op: 'reset', params: configuration }, ...inputs]
  for (const monitor of monitors) {
    const environment = new Environment()
    const memory = monitor.start(configuration, setting)
    const report = {
      exercised: () => undefined,
      violated: (requirement: string) => {
        violated.add(requirement)
      },
    }
    for (const [step, reply] of history.entries()) {
      const call = calls[step]
      if (call === undefined) break
      const params = environment.concrete(call.params) ?? call.params
      const exchange: Exchange = { step, probe: false, op: call.op, params, reply }
      if (reply.ok !== undefined) environment.learn(step, reply.ok)
      if (step > 0) monitor.judge(memory, exchange, report)
    }
    monitor.end?.(memory, report)
  }
  return violated
}
