import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
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
        const slow = calls.find(({ change }) => change?.controller !== undefined)
        if (!memory.stalled || slow === undefined) return
        const release = calls.find((call) => call.op === 'fault.release' && call.called > slow.called)
        // A change that came back before the release met no stall: the case shows nothing.
        if (release !== undefined && slow.returned < release.called) return
        const end = release?.called ?? slow.returned
        const others = calls.filter(
          ({ lane, params: asked }) =>
            lane !== slow.lane &&
            (asked.partition ?? asked.items) !== undefined &&
            asked.partition !== slow.params.partition,
        )
        for (const op of new Set(others.map((call) => call.op))) {
          const begun = others.filter(({ op: own, called }) => own === op && called > slow.called && called < end)
          if (begun.length > 0) report.exercised('OSP-119')
          const delayed = begun.filter(({ returned }) => returned > end)
          const first = delayed[0]?.called ?? end
          const served = begun.some(({ called, returned }) => called > first && returned < end)
          // One late call may be chance; one in each of several lanes, and none in between that was served, is not.
          if (served || new Set(delayed.map(({ lane }) => lane)).size < several) continue
          report.violated(
            'OSP-119',
            'timing',
            `answers about other partitions before the change at ${slow.called} was let go at ${end}`,
            delayed.map((call) => `${call.op} [${call.called}, ${call.returned}]`).join('; '),
          )
        }
      },
    }),
  ],
})
