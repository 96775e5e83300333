import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Wiretap } from '../overheard.ts'
import { profileNeeds } from '../profile-needs.ts'

interface Memory {
  readonly tap: Wiretap
  readonly strict: boolean
  /** Incumbents that were started and not killed, by their directory. */
  readonly living: Map<string, string>
  /** A seal was asked for by the driver since the incumbent started, or may have been by others. */
  asked: number
  /** A hook of the incumbent fails by its script. */
  fails: boolean
  /** The last thing that the driver said is SealRequest. */
  waits: boolean
  /** SealComplete was the last thing that happened. */
  justSealed: boolean
  /** The last call that did something. */
  acted: string
}

const looks =
  /^(dir\.lock|dir\.files|incumbent\.(hooks|serve|state)|stream\.receive|process\.exit|call\.result|client\.read)$/

const lock = monitor<Memory>({
  id: 'handoff/lock-and-hooks',
  start: (_, { profile }) => ({
    tap: new Wiretap(),
    strict: profile === 'strict',
    living: new Map(),
    asked: 0,
    fails: false,
    waits: false,
    justSealed: false,
    acted: '',
  }),
  judge: (memory, exchange, report) => {
    const { op, params, reply } = exchange
    if (!looks.test(op)) Object.assign(memory, { justSealed: false, acted: op })
    if (op === 'supervisor.perform') memory.asked = Number.POSITIVE_INFINITY
    if (op === 'incumbent.start' && reply.ok !== undefined) begin(memory, params)
    if (op === 'process.kill' || op === 'process.crash_at') memory.living.clear()
    for (const { by, message } of memory.tap.hear(exchange)) {
      if (by === 'driver') memory.waits = message.type === 'SealRequest'
      if (by === 'driver' && memory.waits) memory.asked++
      // Read late, or with something behind it, it says nothing of the moment.
      const isNews = memory.waits && /^(stream.send|incumbent.release)$/.test(memory.acted)
      if (by === 'implementation' && message.type === 'SealComplete')
        memory.justSealed = isNews && reply.ok?.closed !== true
    }
    if (op === 'dir.lock' && reply.ok !== undefined) look(memory, exchange, report)
    if (op === 'incumbent.hooks' && reply.ok !== undefined) count(memory, exchange, report)
    if (op === 'incumbent.serve' && reply.ok?.serve !== 'running') memory.living.clear()
  },
})

function begin(memory: Memory, { incumbent, dir, hooks }: JsonObject): void {
  memory.living.clear()
  memory.living.set(String(dir), String(incumbent))
  memory.asked = Math.max(0, memory.asked === Number.POSITIVE_INFINITY ? memory.asked : 0)
  memory.fails = JSON.stringify(hooks ?? {}).includes('"fail"')
}

function look({ living, asked, justSealed, fails }: Memory, { params, reply }: Exchange, report: Report): void {
  const free = reply.ok?.free === true
  if (justSealed) {
    report.exercised('HOF-068')
    if (!free) report.violated('HOF-068', 'effects', 'a free lock behind SealComplete', 'a held one')
  }
  if (!living.has(String(params.dir)) || asked > 0 || fails) return
  report.exercised('HOF-058')
  if (free)
    report.violated('HOF-058', 'effects', 'the lock held by an incumbent that was not asked to seal', 'a free one')
}

/** Calls of hooks: with the lock, the seal only when asked for, and a resume for each drain at most. */
function count({ strict, asked, fails }: Memory, { reply }: Exchange, report: Report): void {
  const calls = (reply.ok?.calls ?? []) as readonly JsonObject[]
  const of = (name: string): readonly JsonObject[] => calls.filter(({ hook }) => hook === name)
  if (of('seal').length > 0 && asked !== Number.POSITIVE_INFINITY) {
    report.exercised('HOF-059')
    if (of('seal').length > asked)
      report.violated('HOF-059', 'effects', `${asked} seals, as many as were asked for`, `${of('seal').length}`)
  }
  for (const { hook, lock_held } of calls) {
    if (hook === 'resume') report.exercised('HOF-101')
    if (hook === 'resume' && lock_held !== true && strict)
      report.violated('HOF-101', 'effects', 'resume with the lock', 'resume without it')
    if (hook !== 'resume' && strict) {
      report.exercised('HOF-072')
      if (lock_held !== true) report.violated('HOF-072', 'effects', `${String(hook)} with the lock`, 'without it')
    }
  }
  if (fails || of('drain').length === 0) return
  report.exercised('HOF-107')
  if (of('resume').length > of('drain').length)
    report.violated(
      'HOF-107',
      'effects',
      `a resume for each of ${of('drain').length} drains at most`,
      `${of('resume').length}`,
    )
}

export const lockAndHooks = check({
  id: 'handoff/lock-and-hooks',
  kind: 'monitor',
  requirements: [
    'HOF-058',
    'HOF-059',
    'HOF-068',
    { id: 'HOF-072', needs: profileNeeds['HOF-072'] ?? [] },
    'HOF-101',
    'HOF-107',
  ],
  needs: ['incumbent', 'streams'],
  explain: 'The lock is held but where a seal was asked for, free behind SealComplete, and no hook runs without it.',
  monitors: [lock],
})
