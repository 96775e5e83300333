import type { Script } from '../../../spec/handoff/adapter.types.ts'
import type { Parts } from './parts.ts'
import type { Successor } from './successors.ts'

/** What a successor does by itself, after the driver's script. */
export interface Scripts {
  run(successor: Successor, script: Script): void
  /** From Begin on. */
  begun(successor: Successor, script: Script): void
  /** With the lock. */
  locked(successor: Successor, script: Script): void
}

const healthy = { listening_on: [], healthz_ok: true, advertised_revision_per_shard: [] }

export function createScripts(parts: Parts): Scripts {
  return {
    run: (successor, script) => {
      parts.successors.handshake(successor, '', ({ failure }) => {
        if (failure !== undefined) return
        parts.successors.waitForBegin(successor, (end) => {
          if (end.failure === undefined) parts.scripts.begun(successor, script)
        })
      })
    },
    begun: (successor, script) => {
      if (script.heartbeats === true) parts.successors.beat(successor, true)
      for (const name of script.listeners ?? []) parts.successors.takeListener(successor, name)
      after(successor, script.acquire_after_ms, () => {
        if (parts.successors.acquire(successor) === undefined) parts.scripts.locked(successor, script)
      })
    },
    locked: (successor, script) => {
      const { host, directory } = successor
      if (script.write !== undefined) {
        const consumer = parts.consumers.create(host, directory, {})
        parts.consumers.load(consumer)
        parts.consumers.store(consumer, script.write, script.write)
        parts.consumers.sync(consumer)
      }
      after(successor, script.ready_after_ms, () =>
        parts.successors.announce(successor, script.snapshot ?? healthy, true, () => {}),
      )
    },
  }
}

function after({ host }: Successor, ms: number | undefined, run: () => void): void {
  if (ms === undefined || ms === 0) run()
  else host.after(ms, run)
}
