import type { Implementation } from '../../../spec/adapter.ts'
import type { AdapterSource } from '../adapters/adapter.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Check } from '../check.ts'
import type { Protocol } from '../protocol.ts'
import { type Trial, trialRun } from '../running/trial-run.ts'
import { throughLines } from './through-lines.ts'

/** How the kit reaches the implementation: as an object, call by call, or behind lines, in bursts. */
export const ways = ['object', 'lines'] as const
export type Way = (typeof ways)[number]

/** An implementation that stops at its `nth` call of a kind, from 1, each time that it runs. */
export interface StopPoint {
  readonly way: Way
  /** The check that runs; absent where it is the smoke conversation that meets the stop. */
  readonly check?: Check
  readonly op: string
  readonly nth: number
}

/** Instances before the first one that runs cases: one says hello, two are compared by the probe of `reset`. */
const before = 3

/** Calls of each kind that an instance has answered. */
type Counts = ReadonlyMap<string, number>

/**
 * Every stop that is tried on the reference of a protocol: for each way, each check and each kind of call that its cases or the kit
 * make, `reset` included, the first and the second such call of an instance, one in the middle and the last; then the same for the
 * smoke conversation, which is held at the start of each instance and at the end of the run.
 */
export async function* stopPoints(
  protocol: Protocol,
  checks: readonly Check[] = protocol.checks,
): AsyncGenerator<StopPoint> {
  const running = checks.filter(({ kind }) => kind !== 'monitor')
  for (const way of ways) {
    for (const check of running) {
      for (const [op, count] of await callsOf(protocol, { way, check }))
        for (const nth of placesOf(count)) yield { way, check, op, nth }
    }
    for (const [op, count] of await callsOf(protocol, { way }))
      for (const nth of placesOf(count)) yield { way, op, nth }
  }
}

function placesOf(count: number): readonly number[] {
  return [...new Set([1, Math.min(2, count), Math.ceil(count / 2), count])]
}

/** The most calls of each kind that one instance answers where nothing stops. */
async function callsOf(protocol: Protocol, where: Pick<StopPoint, 'way' | 'check'>): Promise<Counts> {
  const most = new Map<string, number>()
  await runWith(protocol, where, (reference) => {
    const counts = new Map<string, number>()
    return {
      request(op, params) {
        const count = (counts.get(op) ?? 0) + 1
        counts.set(op, count)
        most.set(op, Math.max(count, most.get(op) ?? 0))
        return reference.request(op, params)
      },
    }
  })
  // Before hello nothing is known to be an adapter, and after bye nothing is asked.
  for (const op of ['hello', 'bye']) most.delete(op)
  return most
}

/** A quick run of the check on a reference that stops there. */
export function stoppedAt(protocol: Protocol, { op: stopping, nth, ...where }: StopPoint): Promise<Trial> {
  return runWith(protocol, where, (reference) => {
    let calls = 0
    return {
      request(op, params) {
        if (op === stopping && ++calls === nth) throw new Error(noMore(op))
        return reference.request(op, params)
      },
    }
  })
}

/**
 * What is wrong with how such a run ended; undefined where nothing is. A stop in a case is told and is the implementation's failure (1)
 * or, where it never comes again, inconclusive (3); one in the smoke conversation is a fault of the adapter.
 */
export function wrongEnding({ way, check, op }: StopPoint, { ending, events }: Trial): string | undefined {
  const got = `${ending.status} ${ending.exit_code}`
  if (check !== undefined) {
    if (!/^complete [13]$/.test(got)) return `expected complete 1 or 3, got ${got}`
    const stop = way === 'object' ? noMore(op) : 'ended with exit code 1'
    return JSON.stringify(events).includes(stop) ? undefined : `expected "${stop}" in the report`
  }
  const faults = events.flatMap((event) => (event.event === 'harness_fault' ? [event.code] : []))
  const named = faults.length === 1 && faults.every((code) => code.startsWith('CUT-ADAPTER-'))
  return got === 'failed 4' && named ? undefined : `expected failed 4 and its code, got ${got} ${faults.join(' ')}`
}

function noMore(op: string): string {
  return `no ${op} any more`
}

function runWith(
  { smoke, resetProbe, ...protocol }: Protocol,
  { way, check }: Pick<StopPoint, 'way' | 'check'>,
  altered: (reference: Implementation) => Implementation,
): Promise<Trial> {
  let instances = 0
  const create = (): Implementation =>
    ++instances > (check === undefined ? 0 : before) ? altered(protocol.reference()) : protocol.reference()
  const source: AdapterSource =
    way === 'object' ? inProcessSource('stopping', create) : throughLines('stopping', create)
  const bare = check === undefined ? { smoke, checks: [] } : { smoke: [], checks: [check] }
  return trialRun(
    { ...protocol, ...bare, resetProbe: { dirty: [], probe: [] } },
    { source, pipelined: way === 'lines' },
  )
}
