import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Cutovers } from '../cutovers.ts'
import { type TimedCall, timedCalls } from '../lane-times.ts'
import { larger } from '../state-table.ts'

/** A completion that another controller overtakes does not flip the cutover that came meanwhile. */
export const overtakenCompletions = check({
  id: 'osproxy/overtaken-completions',
  kind: 'monitor',
  requirements: ['OSP-065', 'OSP-070', 'OSP-080'],
  needs: ['concurrent', 'ctl.complete_migration', 'clock.advance', 'store.state'],
  explain:
    'Where a cutover and its flip lie in one concurrent batch, the clock moved by the whole barrier between them.',
  monitors: [
    monitor<Cutovers>({
      id: 'osproxy/overtaken-completions',
      start: (configuration: JsonObject, setting) => new Cutovers(configuration, setting),
      judge: (cutovers, exchange: Exchange, report) => {
        const calls = timedCalls(exchange, cutovers.time.now)
        const entered = calls.filter(({ change, ok }) => change?.kind === 'enter_cutover' && ok !== undefined)
        for (const call of calls) {
          const { change } = call
          if (change?.controller === undefined || change.kind !== 'complete_migration') continue
          const overtaking = entered.filter((enter) => enter.change?.partition === change.partition)
          const requirements = ['OSP-080', cutovers.current(change.partition) === undefined ? 'OSP-065' : 'OSP-070']
          for (const enter of overtaking) judge(call, enter, cutovers.barrier(change.controller), requirements, report)
        }
        cutovers.see(exchange)
      },
    }),
  ],
})

function judge(
  call: TimedCall,
  enter: TimedCall,
  barrier: bigint,
  requirements: readonly string[],
  report: Report,
): void {
  const flips = call.ok !== undefined && larger(call.ok.epoch as string, enter.ok?.epoch as string)
  for (const requirement of requirements) {
    report.exercised(requirement)
    if (flips && call.latest - enter.earliest < barrier)
      report.violated(
        requirement,
        'reply',
        `no flip of the cutover at epoch ${enter.ok?.epoch}: at most ${call.latest - enter.earliest} ns of ${barrier} ns have passed`,
        JSON.stringify(call.ok),
      )
  }
}
