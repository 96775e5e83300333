import type { Facet } from '../../../machines/chart/chart.ts'
import type { Recording } from '../outcome/token.ts'
import type { Bench } from '../running/run-case.ts'
import { Environment } from './environment.ts'
import type { Exchange } from './monitor.ts'

/** Judges recorded answers again without an implementation: always the same verdict. */
export function replayHistory(
  recording: Recording,
  bench: Bench,
): readonly { requirement: string; facet: Facet; allowed: string; got: string }[] {
  const found: { requirement: string; facet: Facet; allowed: string; got: string }[] = []
  const calls = [{ op: 'reset', params: recording.subject.configuration }, ...recording.subject.inputs]
  for (const monitor of bench.monitors) {
    const environment = new Environment()
    const memory = monitor.start(recording.subject.configuration, bench.setting)
    const report = {
      exercised: () => undefined,
      violated: (requirement: string, facet: Facet, allowed: string, got: string) => {
        found.push({ requirement, facet, allowed, got })
      },
    }
    for (const [step, reply] of (recording.history ?? []).entries()) {
      const call = calls[step]
      if (call === undefined) break
      const params = environment.concrete(call.params) ?? call.params
      const exchange: Exchange = { step, probe: false, op: call.op, params, reply }
      if (reply.ok !== undefined) environment.learn(step, reply.ok)
      if (step > 0) monitor.judge(memory, exchange, report)
    }
    monitor.end?.(memory, report)
  }
  return found
}
