import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { type Known, Observed } from '../observed.ts'
import { type Change, type Choices, changeOf, outcomeOf, type State, same } from '../state-table.ts'

interface Failure {
  readonly change: Change
  readonly before: Known['now']
  /** The epoch that the change was answered with, if it was. */
  readonly answered: string | undefined
  /** How the fault that the change met goes, where only one kind is armed. */
  readonly mode: string | undefined
}

interface Memory {
  readonly observed: Observed
  readonly pending: Map<string, Failure>
  /** Modes of faults armed on each kind of change. */
  readonly armed: Map<string, Set<string>>
}

/** A change that failed at the backend, or was sent twice, leaves the entry entirely as before or entirely as after it. */
export const neverHalfApplied = check({
  id: 'osproxy/never-half-applied',
  kind: 'monitor',
  requirements: ['OSP-072', 'OSP-076', 'OSP-109', 'OSP-110', 'OSP-114'],
  needs: ['faults', 'store.state', 'ctl.begin_migration'],
  explain:
    'After a backend failure the entry is the old or the new one as a whole: the old one if the request was lost; a second copy changes nothing.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/never-half-applied',
      start: (_, setting) => ({ observed: new Observed(setting), pending: new Map(), armed: new Map() }),
      judge: (memory, exchange, report) => {
        const { observed, pending, armed } = memory
        const { op, params, reply } = exchange
        const partition = params.partition as string
        if (op === 'fault.arm') {
          const modes = armed.get(params.op as string) ?? new Set()
          armed.set(params.op as string, modes.add(params.code === undefined ? (params.mode as string) : 'refused'))
        } else if (op === 'fault.clear') armed.clear()
        else if (op === 'fault.release' || op === 'batch.concurrent') pending.clear()
        const change = changeOf(op, params)
        if (change !== undefined) {
          const { now: before } = observed.of(partition)
          pending.delete(partition)
          const mode = modeOf(armed, change, reply.error?.code)
          const failed = reply.error?.code === 'backend' || (mode === 'duplicate' && reply.ok !== undefined)
          if (failed && change.controller !== undefined && before !== undefined)
            pending.set(partition, { change, before, answered: reply.ok?.epoch as string | undefined, mode })
          if (reply.error?.code === 'backend') {
            report.exercised('OSP-109')
            if (typeof reply.error.reason !== 'string' || reply.error.reason === '')
              report.violated('OSP-109', 'reply', 'backend with a reason', JSON.stringify(reply.error))
          }
        } else if (op === 'store.state' && reply.ok !== undefined) {
          const failure = pending.get(partition)
          if (failure !== undefined) {
            pending.delete(partition)
            const [requirements, allowed] = judge(failure, reply.ok, observed.choices)
            for (const requirement of requirements) {
              report.exercised(requirement)
              if (allowed !== undefined) report.violated(requirement, 'state', allowed, JSON.stringify(reply.ok))
            }
          }
        }
        observed.see(exchange)
      },
    }),
  ],
})

/** The one kind of fault that the change can have met; undefined if several kinds are armed. */
function modeOf(armed: Memory['armed'], { kind }: Change, code: string | undefined): string | undefined {
  const modes = [...(armed.get(kind) ?? [])]
  if (kind === 'complete_migration' && code === 'backend' && armed.has('state'))
    return modes.length === 0 ? 'unreadable' : undefined
  return modes.length === 1 ? modes[0] : undefined
}

/** The requirements that speak about what the look after the failure shows, and what they allow if it is not that. */
function judge(
  { change, before, answered, mode }: Failure,
  found: { readonly [member: string]: unknown },
  choices: Choices,
): readonly [readonly string[], string | undefined] {
  const entry = before === 'absent' || before === undefined ? undefined : before
  const after = outcomeOf(entry, change, choices)
  const isBefore =
    entry === undefined ? found.found === false : found.epoch === entry.epoch && same(found.state, entry.state)
  const isAfter = typeof after !== 'string' && same(found.state, after) && found.epoch !== entry?.epoch
  const told = (state: State | undefined): string => (state === undefined ? 'no entry' : JSON.stringify(state))
  const expected = told(entry?.state)
  if (mode === 'before_apply' || mode === 'unavailable') {
    const lost = change.kind === 'enter_cutover' ? ['OSP-110', 'OSP-076'] : ['OSP-110']
    return [lost, isBefore ? undefined : `as before: ${expected}`]
  }
  if (mode === 'unreadable') return [['OSP-072'], isBefore ? undefined : `as before: ${expected}`]
  if (typeof after === 'string') return [['OSP-109'], isBefore ? undefined : `as before: ${expected}`]
  if (mode === 'duplicate') return [['OSP-114'], isAfter && found.epoch === answered ? undefined : told(after)]
  return [['OSP-109'], isBefore || isAfter ? undefined : `${expected} or ${told(after)}`]
}
