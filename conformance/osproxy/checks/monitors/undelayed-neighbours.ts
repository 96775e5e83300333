import { check } from '../../../check.ts'
import { monitor } from '../../../judge/monitor.ts'
import { laneCalls } from '../lanes.ts'

/** Lanes that must agree before a delay counts. */
const several = 3

/** While a change of one partition hangs, calls about other ones come back. */
export const undelayedNeighbours = check({
  id: 'osproxy/undelayed-neighbours',
  kind: 'monitor',
  requirements: ['OSP-119'],
  needs: ['concurrent', 'stall', 'control'],
  explain: 'Between the beginning of a stalled change and its release, calls about other partitions return.',
  monitors: [
    monitor({
      id: 'osproxy/undelayed-neighbours',
      start: () => ({ stalled: false }),
      judge: (memory, exchange, report) => {
        const { op, params } = exchange
        if (op === 'fault.arm' && params.mode === 'stall') memory.stalled = true
        if (op === 'fault.clear') memory.stalled = false
        const calls = laneCalls(exchange)
        const release = calls.find((call) => call.op === 'fault.release')
        const slow = calls.find(({ change }) => change?.controller !== undefined)
        if (!memory.stalled || release === undefined || slow === undefined) return
        // A change that came back before the release met no stall: the case shows nothing.
        if (slow.called > release.called || slow.returned < release.called) return
        const others = calls.filter(
          ({ lane, params: asked }) =>
            lane !== slow.lane && lane !== release.lane && asked.partition !== slow.params.partition,
        )
        for (const op of new Set(others.map((call) => call.op))) {
          const begun = others.filter(
            (call) => call.op === op && call.called > slow.called && call.called < release.called,
          )
          if (begun.length > 0) report.exercised('OSP-119')
          const delayed = begun.filter(({ returned }) => returned > release.called)
          const overtaken = begun.some(
            ({ called, returned }) => returned < release.called && called > (delayed[0]?.called ?? 0),
          )
          // One late call may be chance; one in each of several lanes, and none in between that was served, is not.
          if (overtaken || new Set(delayed.map(({ lane }) => lane)).size < several) continue
          report.violated(
            'OSP-119',
            'timing',
            `answers about other partitions before the release at ${release.called}`,
            delayed.map((call) => `${call.op} [${call.called}, ${call.returned}]`).join('; '),
          )
        }
      },
    }),
  ],
})
