import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { readPlacement, type State, same, writePlacement } from '../state-table.ts'

/** The destination queries as formulas over a state given in full. */
export const pureDestinations = check({
  id: 'osproxy/pure-destinations',
  kind: 'monitor',
  requirements: ['OSP-015', 'OSP-016', 'OSP-018', 'OSP-019', 'OSP-020', 'OSP-021', 'OSP-022', 'OSP-023', 'OSP-024'],
  needs: ['state.query'],
  explain:
    'Of any state: reads go to the placement or the origin, writes there too except in cutover, and exactly moving states are migrating.',
  monitors: [
    monitor({
      id: 'osproxy/pure-destinations',
      start: () => undefined,
      judge: (_, { op, params, reply }, report) => {
        if (op !== 'state.query' || reply.ok === undefined) return
        const state = params.state as unknown as State
        const { read_placement, write_placement, is_migrating } = reply.ok
        const got = JSON.stringify(reply.ok)
        const must = (requirement: string, facet: 'value' | 'state', allowed: unknown, holds: boolean): void => {
          report.exercised(requirement)
          if (!holds) report.violated(requirement, facet, JSON.stringify(allowed), got)
        }
        const read = readPlacement(state)
        const write = writePlacement(state)
        const moving = state.state === 'migrating'
        must(moving ? 'OSP-016' : 'OSP-015', 'value', read, same(read_placement, read))
        must('OSP-023', 'state', moving, is_migrating === moving)
        if (write === undefined) must('OSP-020', 'value', null, write_placement === null)
        else {
          must('OSP-021', 'value', write, write_placement !== null)
          must(moving ? 'OSP-019' : 'OSP-018', 'value', write, same(write_placement, write))
        }
        if (write_placement !== null) must('OSP-024', 'value', read_placement, same(write_placement, read_placement))
        if (moving && !same(state.from, state.to))
          must('OSP-022', 'value', state.from, !same(read_placement, state.to) && !same(write_placement, state.to))
      },
    }),
  ],
})
