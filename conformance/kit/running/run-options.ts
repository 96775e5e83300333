import type { Budget, GateLevel, RunEvent } from '../../../reports/event.ts'
import type { RunPosition } from '../../../reports/progress.ts'
import type { AdapterSource } from '../adapters/adapter.ts'
import type { Patterns } from '../judging/left-out.ts'
import type { KnownFailure } from '../outcome/known-failures.ts'
import type { Recording } from '../outcome/token.ts'
import type { Protocol } from '../protocol.ts'

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
  /** Keeps the recording of a defect and returns what `cutover replay` takes: a token or `@file`. */
  readonly keep: (recording: Recording, defect: number) => string
  readonly progress?: (position: RunPosition) => void
  /** A clock in milliseconds. */
  readonly now: () => number
}
