import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { changeOf, outcomeOf, type State, same } from '../state-table.ts'

/** Where the specification leaves a choice, the declared branch is followed every time. */
export const declaredChoices = check({
  id: 'osproxy/declared-choices',
  kind: 'monitor',
  requirements: ['OSP-026', 'OSP-042'],
  needs: ['store.set', 'store.begin_migration', 'store.state'],
  explain: 'A set on a moving partition, and a begin to where the partition is, do what the PICS declares.',
  monitors: [
    monitor({
      id: 'osproxy/declared-choices',
      start: (_, setting) => ({
        observed: new Observed(setting),
        armed: false,
        /** Partitions whose last change was accepted by choice, with the requirement and the state that it leads to. */
        accepted: new Map<string, { readonly requirement: string; readonly state: State }>(),
      }),
      judge: (memory, exchange, report) => {
        const { observed, accepted } = memory
        const { op, params, reply } = exchange
        if (op === 'fault.arm') memory.armed = true
        const change = changeOf(op, params)
        if (change !== undefined) accepted.delete(change.partition)
        else if (op === 'store.state' && reply.ok !== undefined)
          shown(accepted, params.partition as string, reply.ok, report)
        const entry = change === undefined ? undefined : observed.entry(change.partition)
        observed.see(exchange)
        if (change === undefined || entry === undefined || memory.armed || reply.error?.code === 'epoch_exhausted')
          return
        const { state } = entry
        const chosen =
          change.kind === 'set' && state.state === 'migrating'
            ? 'OSP-026'
            : change.kind === 'begin_migration' && state.state === 'active' && same(state.placement, change.placement)
              ? 'OSP-042'
              : undefined
        if (chosen === undefined) return
        const expected = outcomeOf(entry, change, observed.choices)
        const allowed = typeof expected === 'string' ? expected : 'ok with a fresh epoch'
        report.exercised(chosen)
        const fits = typeof expected === 'string' ? reply.error?.code === expected : reply.ok !== undefined
        if (fits && typeof expected !== 'string')
          accepted.set(change.partition, { requirement: chosen, state: expected })
        if (!fits) report.violated(chosen, 'reply', `${allowed}, as declared`, JSON.stringify(reply.ok ?? reply.error))
      },
    }),
  ],
})

/** What was accepted has happened: a migration to where the partition is passes through its phases like any other. */
function shown(
  accepted: Map<string, { readonly requirement: string; readonly state: State }>,
  partition: string,
  found: JsonObject,
  report: Report,
): void {
  const choice = accepted.get(partition)
  if (choice === undefined) return
  accepted.delete(partition)
  if (!same(found.state, choice.state))
    report.violated(choice.requirement, 'state', JSON.stringify(choice.state), JSON.stringify(found))
}
