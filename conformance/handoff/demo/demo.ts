import type { Call } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { TraceEntry } from '../../../spec/handoff/adapter.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { incumbent, process, reset, result, supervisor, trace } from '../calls.ts'
import { RealReference } from '../reference/real/real-reference.ts'
import { say } from '../reference/real/say.ts'
import { longestGap, type Mark, picture } from './picture.ts'
import { Writers } from './writer.ts'

export interface DemoOptions {
  /** How often the server is handed over. */
  readonly handoffs: number
  /** Clients that write meanwhile. */
  readonly clients: number
  readonly print: (line: string) => void
}

/** What the clients saw. */
export interface DemoResult {
  readonly acknowledged: number
  /** Acknowledged writes that the last process does not know. */
  readonly lost: readonly string[]
  readonly refused: number
  readonly cut: number
  /** The longest stretch without an acknowledged write during each handoff, in milliseconds. */
  readonly gaps_ms: readonly number[]
}

/** The longest that a step may take, in milliseconds. */
const BOUND = 60_000
/** What is shown before the drain, in milliseconds. */
const MARGIN = 60
/** Writes that are waited for before and behind a handoff, so that it lies among them. */
const WRITES = 100
const LISTENER = 'kv'

/**
 * A key-value server on a TCP port is handed from process to process while clients write. Rejects with `CUT-DEMO` where a
 * handoff is not committed, which includes a machine that lacks `flock` or `python3`.
 */
export async function demo({ handoffs, clients, print }: DemoOptions): Promise<DemoResult> {
  const reference = new RealReference()
  const ask = async ({ op, params }: Call): Promise<JsonObject> => {
    const reply = await reference.request(op, params)
    if (reply.ok !== undefined) return reply.ok
    throw new CutoverError('CUT-DEMO', `${op}: expected ok, got ${JSON.stringify(reply)}; it needs flock and python3`)
  }
  const handOver = async (number: number): Promise<void> => {
    const call = `to-${number}`
    const script = { listeners: [LISTENER] }
    await ask(supervisor.perform('supervisor', call, { child: 'successor', process: `server-${number}`, script }))
    const { outcome, error } = await ask(result(call, BOUND))
    if ((outcome as JsonObject | undefined)?.committed !== true)
      throw new CutoverError('CUT-DEMO', `handoff ${number}: expected it to be committed, got ${String(error)}`)
  }
  try {
    await ask(reset())
    const zero = performance.now()
    await ask(incumbent.start('server-0', 'data'))
    await ask(supervisor.start('supervisor', 'data', { journal: true, listeners: [LISTENER] }))
    // The first server was started without the listener; from here on every one has it.
    await handOver(1)
    const port = reference.portOf('supervisor', LISTENER) ?? 0
    const writers = new Writers(port, clients)
    const gaps: number[] = []
    for (let number = 2; number <= handoffs + 1; number += 1) {
      const last = (await ask(trace())).entries as unknown as TraceEntry[]
      await writers.acknowledge(WRITES)
      await handOver(number)
      await ask(process.exit(`server-${number - 1}`, BOUND))
      await writers.acknowledge(WRITES)
      const entries = (await ask(trace(last.at(-1)?.seq ?? 0))).entries as unknown as TraceEntry[]
      const marks = entries.flatMap((entry) => markOf(entry, zero))
      const end = performance.now()
      const begun = (marks[0]?.at ?? end) - MARGIN
      const gap = longestGap(writers.tries, begun, end)
      gaps.push(gap)
      print(
        `server-${number - 1} → server-${number}   longest time without an acknowledged write: ${gap.toFixed(0)} ms`,
      )
      for (const line of picture(writers.tries, begun, end, marks)) print(`  ${line}`)
    }
    await writers.stop()
    const lost: string[] = []
    for (const key of writers.acknowledged) if (!(await say(port, `GET ${key}`)).startsWith('VALUE ')) lost.push(key)
    const count = (wanted: string): number => writers.tries.filter(({ end }) => end === wanted).length
    const told = {
      acknowledged: writers.acknowledged.length,
      lost,
      refused: count('refused'),
      cut: count('cut'),
      gaps_ms: gaps,
    }
    print('d drain   s sealed, the lock is free   l lock taken   r ready   c committed')
    print(
      `${told.acknowledged} writes acknowledged, ${lost.length} lost; ${told.refused} connections refused, ${told.cut} cut off`,
    )
    return told
  } finally {
    await reference.close()
  }
}

/** What is marked of the trace. */
function markOf({ event, hook, message, at_ms = 0 }: TraceEntry, zero: number): Mark[] {
  const letter =
    event === 'hook_started' && hook === 'drain'
      ? 'd'
      : event === 'lock_freed'
        ? 's'
        : event === 'lock_taken'
          ? 'l'
          : event === 'frame_sent' && message === 'Ready'
            ? 'r'
            : event === 'frame_sent' && message === 'Commit'
              ? 'c'
              : undefined
  return letter === undefined ? [] : [{ at: zero + at_ms, letter }]
}
