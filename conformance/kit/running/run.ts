import type { Budget, GateLevel, RunEvent } from '../../../reports/event.ts'
import type { Position } from '../../../reports/progress.ts'
import type { Ending } from '../../../reports/stream.ts'
import type { AdapterSource } from '../adapters/adapter.ts'
import { probeReset, runSmoke } from '../adapters/conversation.ts'
import type { Patterns } from '../judging/left-out.ts'
import { unknownPicsNames } from '../judging/unknown-pics-names.ts'
import { harnessFaultEvent } from '../outcome/harness-fault-event.ts'
import type { KnownFailure } from '../outcome/known-failures.ts'
import type { Recording } from '../outcome/token.ts'
import type { Protocol } from '../protocol.ts'
import { CheckRuns, LaneFault } from './check-runs.ts'
import { conclude } from './conclude.ts'
import { runStarted } from './run-started.ts'
import { openSession, targetOf } from './session.ts'

/** What a run is told. */
export interface RunOptions extends Patterns {
  readonly protocol: Protocol
  readonly source: AdapterSource
  /** Seed of the random cases, a 32-bit integer. */
  readonly seed: number
  readonly budget: Budget
  /** The lowest level whose failure makes the run fail. */
  readonly level: GateLevel
  /** Judges by this profile, or this named set of parameters, instead of the stated one; recorded. */
  readonly profile?: string
  readonly knownFailures?: { readonly path: string; readonly entries: readonly KnownFailure[] }
  /** Ends the run after this many milliseconds; outside the promise of determinism. */
  readonly time_ms?: number
  /** Sends calls in bursts as far as their parameters are known; for adapters behind lines. */
  readonly pipelined: boolean
  /** Checks that run side by side, each on an instance of its own; what the PICS states as `instances` unless told, or 1. */
  readonly jobs?: number | undefined
  /** Cases that mostly wait, side by side; 48 unless told where there are several jobs, otherwise 1. */
  readonly waits?: number | undefined
  readonly emit: (event: RunEvent) => void
  /** Keeps a recording and returns what `cutover replay` takes: a token or `@file`. */
  readonly keep: (recording: Recording) => string
  readonly progress?: (position: Position) => void
  /** A clock in milliseconds. */
  readonly now: () => number
}

/** One run of the kit on one implementation, told as events. Returns how it ended; never rejects for what an adapter does. */
export async function run(options: RunOptions): Promise<Ending> {
  const { protocol, source, emit } = options
  const target = targetOf(protocol, source)
  const checks = new CheckRuns(options)
  try {
    const session = await openSession(target, protocol, options)
    emit(runStarted(options, session))
    emit({ event: 'pics', pics: session.stated })
    for (const message of unknownPicsNames(session.stated, session.catalogue))
      emit({ event: 'note', code: 'CUT-NOTE-PICS', message })
    // One connection suffices: the probe opens its own, one after the other.
    await target.close()
    await probeReset(source, target.hello, {}, protocol.resetProbe)
    const results = await checks.all(target, session)
    await runSmoke(await target.renew(), protocol.smoke)
    const exit_code = await conclude(target, session, results, options)
    return { status: 'complete', exit_code, ...checks.ran }
  } catch (error) {
    const { cause, stderr } = error instanceof LaneFault ? error : { cause: error, stderr: target.stderr }
    emit(harnessFaultEvent(cause, stderr))
    return { status: 'failed', exit_code: 4, ...checks.ran }
  } finally {
    await target.close()
  }
}
