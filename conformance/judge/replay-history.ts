import type { Facet } from '../../machines/chart.ts'
import type { Bench } from '../driver/run-case.ts'
import type { Recording } from '../gate/token.ts'
import type { Exchange } from './monitor.ts'

/** Judges recorded answers again without an implementation: always the same verdict. */
export function replayHistory(
  recording: Recording,
  bench: Bench,
): readonly { requirement: string; facet: Facet; allowed: string; got: string }[] {
  const found: { requirement: string; facet: Facet; allowed: string; got: string }[] = []
  const calls = [{ op: 'reset', params: recording.subject.configuration }, ...recording.subject.inputs]
  for (const monitor of bench.monitors) {
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
      const exchange: Exchange = { step, probe: false, op: call.op, params: call.params, reply }
      if (step > 0) monitor.judge(memory, exchange, report)
    }
    monitor.end?.(memory, report)
  }
  return found
}
