import type { FailureReason } from '../../../spec/net/messages.types.ts'
import type { End, Migration } from './migration.ts'
import type { Node } from './node.ts'
import type { Start, Started } from './orchestrators.ts'
import type { Parts } from './parts.ts'
import type { Runtime } from './runtime.ts'
import type { Failed, Tasks } from './tasks.ts'

/** Migration handles: waiting, beginning again, giving up, cancelling (NET-121 to NET-133, NET-155, NET-160). */
export interface Migrations {
  start(
    node: Node,
    runtime: Runtime,
    start: Start,
    budget: number | undefined,
  ): { readonly migration: Migration } | { readonly failed: Failed }
  /** The first attempt, or another one. */
  attempt(node: Node, runtime: Runtime, migration: Migration): Failed | undefined
  /** An orchestrator's record ended. */
  ended(node: Node, origin: string, outcome: 'success' | FailureReason): void
  unready(node: Node, runtime: Runtime, migration: Migration, reason: FailureReason): void
  /** Milliseconds before the next attempt, after so many. */
  backOff(attempts: number): number
  wait(node: Node, migration: Migration, tasks: Tasks, token: number, timeout?: number): void
  timeOut(node: Node, migration: Migration, tasks: Tasks, token: number): void
  /** What came of it: undefined for a success. */
  cancel(node: Node, migration: Migration): Failed | undefined
  /** Before cutover: the record goes, and source and target are told. */
  giveUp(node: Node, migration: Migration, text: string): void
  finish(node: Node, migration: Migration, end: End): void
  /** Tells those who wait. */
  tell(node: Node, migration: Migration, tasks: Tasks): void
}

const FIRST_BACK_OFF = 500
const MOST_BACK_OFF = 16_000

export function createMigrations(parts: Parts): Migrations {
  return {
    start: (node, runtime, start, budget) => {
      const { origin } = start
      const known = runtime.migrations.get(origin)
      const migration: Migration =
        known !== undefined && node.records.has(origin)
          ? known
          : { node: node.id, start, ...(budget === undefined ? {} : { budget }), attempts: 0, waiters: new Map() }
      const refused = parts.migrations.attempt(node, runtime, migration)
      if (refused !== undefined) return { failed: refused }
      runtime.migrations.set(origin, migration)
      return { migration }
    },
    attempt: (node, runtime, migration) => {
      const { origin } = migration.start
      const started = parts.orchestrators.start(node, migration.start)
      if (started.refused !== undefined) return { code: codeOf(started) }
      if (started.resumed !== true) {
        runtime.failures.delete(origin)
        migration.attempts++
      }
      parts.dispatcher.settle(node)
      return undefined
    },
    ended: (node, origin, outcome) => {
      const { runtime } = node
      const migration = runtime?.migrations.get(origin)
      if (runtime === undefined || migration === undefined) return
      if (outcome === 'success') return parts.migrations.finish(node, migration, {})
      runtime.failures.set(origin, outcome)
      if (parts.codec.retriable(outcome) && migration.budget !== undefined)
        return parts.migrations.unready(node, runtime, migration, outcome)
      parts.migrations.finish(node, migration, { failed: { code: 'migration_failed', reason: outcome } })
    },
    unready: (node, runtime, migration, reason) => {
      const { waitingSince, budget = 0, attempts } = migration
      migration.unready = reason
      if (waitingSince === undefined) return
      const left = waitingSince + budget - node.world.now
      if (left <= 0) {
        const timeout: FailureReason = { kind: 'NotReadyTimeout', attempts: Math.min(attempts, 255) }
        return parts.migrations.finish(node, migration, { failed: { code: 'migration_failed', reason: timeout } })
      }
      migration.backOff = node.world.after(Math.min(parts.migrations.backOff(attempts), left), () => {
        delete migration.backOff
        delete migration.unready
        const failed = parts.migrations.attempt(node, runtime, migration)
        if (failed !== undefined) parts.migrations.finish(node, migration, { failed })
      })
    },
    backOff: (attempts) => Math.min(FIRST_BACK_OFF * 2 ** (attempts - 1), MOST_BACK_OFF),
    wait: (node, migration, tasks, token, timeout) => {
      migration.waitingSince ??= node.world.now
      const timer =
        timeout === undefined
          ? undefined
          : node.world.after(timeout, () => parts.migrations.timeOut(node, migration, tasks, token))
      migration.waiters.set(token, timer)
      if (migration.end !== undefined) return parts.migrations.tell(node, migration, tasks)
      const { runtime } = node
      if (runtime !== undefined && migration.unready !== undefined && migration.backOff === undefined)
        parts.migrations.unready(node, runtime, migration, migration.unready)
    },
    timeOut: (node, migration, tasks, token) => {
      const record = node.records.get(migration.start.origin)
      if (record !== undefined && parts.orchestrators.isPastCutover(record)) {
        migration.waiters.delete(token)
        tasks.end(token, node.world.now, { failed: { code: 'timed_out', definite: false } })
        return
      }
      parts.migrations.giveUp(node, migration, 'the waiter gave up')
      parts.migrations.finish(node, migration, { failed: { code: 'timed_out' } })
    },
    cancel: (node, migration) => {
      const record = node.records.get(migration.start.origin)
      if (migration.end !== undefined) return { code: 'daemon_not_found' }
      if (record !== undefined && parts.orchestrators.isPastCutover(record))
        return parts.choices.cancelPastCutover() === 'refuse' ? { code: 'past_cutover' } : undefined
      parts.migrations.giveUp(node, migration, 'cancelled')
      parts.migrations.finish(node, migration, { failed: { code: 'cancelled' } })
      return undefined
    },
    giveUp: (node, migration, text) => {
      migration.backOff?.cancel()
      delete migration.backOff
      node.runtime?.migrations.delete(migration.start.origin)
      const record = node.records.get(migration.start.origin)
      if (record !== undefined) parts.orchestrators.fail(node, record, { kind: 'StateFailed', text })
      parts.dispatcher.settle(node)
    },
    finish: (node, migration, end) => {
      if (migration.end !== undefined) return
      migration.end = end
      migration.backOff?.cancel()
      const { origin } = migration.start
      if (node.runtime?.migrations.get(origin) === migration) node.runtime.migrations.delete(origin)
      parts.migrations.tell(node, migration, node.world.tasks)
    },
    tell: (node, migration, tasks) => {
      for (const [token, timer] of migration.waiters) {
        timer?.cancel()
        tasks.end(token, node.world.now, migration.end)
      }
      migration.waiters.clear()
    },
  }
}

function codeOf({ refused, identity }: Started): Failed['code'] {
  return identity === true ? 'identity_transport' : (refused ?? 'state_failed')
}
