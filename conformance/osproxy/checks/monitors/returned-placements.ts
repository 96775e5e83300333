import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { type Placement, readPlacement, type State, same } from '../state-table.ts'

/** Placements come back as they were given, member by member and with their injected fields in order. */
export const returnedPlacements = check({
  id: 'osproxy/returned-placements',
  kind: 'monitor',
  requirements: ['OSP-004'],
  needs: ['store.state', 'store.resolve', 'store.begin_migration'],
  explain:
    'Destination and origin of a migration are shown exactly as they were given, while it moves, after the flip and after an abort.',
  monitors: [
    monitor({
      id: 'osproxy/returned-placements',
      start: (_, setting) => ({ observed: new Observed(setting) }),
      judge: ({ observed }, exchange, report) => {
        const { op, params, reply } = exchange
        // Before a look the entry is what the answered changes must have made of it.
        const given = observed.entry(params.partition as string)
        observed.see(exchange)
        if (given === undefined || reply.ok?.epoch !== given.epoch) return
        if (op === 'store.resolve') compare(readPlacement(given.state), reply.ok.placement as Placement, report)
        if (op === 'store.state') whole(given.state, reply.ok.state as unknown as State, report)
      },
    }),
  ],
})

function whole(given: State, shown: State, report: Report): void {
  if (given.state === 'migrating' && shown.state === 'migrating') {
    compare(given.from, shown.from, report)
    compare(given.to, shown.to, report)
  } else if (given.state === 'active' && shown.state === 'active') compare(given.placement, shown.placement, report)
}

function compare(given: Placement, shown: Placement, report: Report): void {
  report.exercised('OSP-004')
  if (!same(given, shown)) report.violated('OSP-004', 'value', JSON.stringify(given), JSON.stringify(shown))
}
