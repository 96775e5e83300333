import type { DrainReport, Hook, HookCall, HookStep, Hooks, SealReport } from '../../../spec/handoff/adapter.types.ts'
import type { Directory, Host } from './host.ts'
import type { Parts } from './parts.ts'

/** The daemon around an incumbent: a store of keys and values that does in its hooks what the driver wrote down. */
export interface Consumer {
  readonly host: Host
  readonly directory: Directory
  readonly hooks: Hooks
  readonly calls: (HookCall & { result?: 'ok' | 'failed' })[]
  /** Hooks that block, and what lets each go on. */
  readonly blocked: Map<Hook, () => void>
  /** Listeners that it has taken. */
  readonly listeners: Set<string>
  /** Takes new connections and writes. */
  serving: boolean
  readonly values: Map<string, string>
}

/** How a hook ended. */
export type HookEnd = { readonly step: HookStep; readonly failed?: string }

/** What a consumer does. */
export interface Consumers {
  create(host: Host, directory: Directory, hooks: Hooks): Consumer
  /** Reads the data directory and serves (HOF-112). */
  open(consumer: Consumer): void
  load(consumer: Consumer): void
  /** Takes no new connection and no new write (HOF-056). */
  stop(consumer: Consumer): void
  /** Makes durable what was acknowledged (HOF-057). */
  sync(consumer: Consumer): void
  /** Calls a hook; a drain with the milliseconds up to its deadline. */
  call(consumer: Consumer, hook: Hook, lockHeld: boolean, then: (end: HookEnd) => void, deadlineIn?: number): void
  /** Lets a blocked hook go on. False where none is. */
  release(consumer: Consumer, hook: Hook): boolean
  /** Whether the write was acknowledged. */
  write(consumer: Consumer, key: string, value: string): boolean
  read(consumer: Consumer, key: string): string | undefined
  store(consumer: Consumer, key: string, value: string): void
  drained(step: HookStep): DrainReport
  sealed(step: HookStep): SealReport
}

const STORE = 'store'

export function createConsumers(parts: Parts): Consumers {
  return {
    create: (host, directory, hooks) => ({
      host,
      directory,
      hooks,
      calls: [],
      blocked: new Map(),
      listeners: new Set(),
      serving: false,
      values: new Map(),
    }),
    open: (consumer) => {
      parts.consumers.load(consumer)
      consumer.serving = true
      consumer.host.accept(consumer.listeners, true)
    },
    load: (consumer) => {
      consumer.values.clear()
      const lines = Buffer.from(consumer.directory.files.read(STORE) ?? [])
        .toString()
        .split('\n')
      // A line without its end was never acknowledged.
      for (const line of lines.slice(0, -1)) {
        const [key, value] = JSON.parse(line) as [string, string]
        consumer.values.set(key, value)
      }
    },
    stop: (consumer) => {
      consumer.serving = false
      consumer.host.accept(consumer.listeners, false)
    },
    sync: ({ directory: { files } }) => {
      if (files.read(STORE) === undefined) return
      files.sync(STORE)
      files.syncFolder()
    },
    call: (consumer, hook, lockHeld, then, deadlineIn) => {
      const { host, hooks, calls } = consumer
      const steps = hooks[hook] ?? []
      const step = steps[Math.min(calls.filter((call) => call.hook === hook).length, steps.length - 1)] ?? {}
      const deadline = deadlineIn === undefined ? {} : { deadline_in_ms: deadlineIn }
      const call: (typeof calls)[number] = { hook, lock_held: lockHeld, ...deadline }
      calls.push(call)
      host.record({ event: 'hook_started', hook })
      if (hook === 'drain') {
        parts.consumers.stop(consumer)
        host.reach('o-inside-drain')
      }
      if (hook === 'seal') host.reach('o-inside-seal')
      const end = (): void => {
        if (hook === 'resume' && step.fail === undefined) parts.consumers.open(consumer)
        if (hook !== 'resume' && step.fail === undefined) parts.consumers.sync(consumer)
        call.result = step.fail === undefined ? 'ok' : 'failed'
        host.record({ event: 'hook_ended', hook })
        then(step.fail === undefined ? { step } : { step, failed: step.fail })
      }
      const goOn = (): void => {
        if (step.block === true) consumer.blocked.set(hook, end)
        else end()
      }
      if ((step.after_ms ?? 0) > 0) host.after(step.after_ms ?? 0, goOn)
      else goOn()
    },
    release: (consumer, hook) => {
      const end = consumer.blocked.get(hook)
      consumer.blocked.delete(hook)
      end?.()
      return end !== undefined
    },
    write: (consumer, key, value) => {
      if (!consumer.serving) return false
      parts.consumers.store(consumer, key, value)
      return true
    },
    store: (consumer, key, value) => {
      consumer.directory.files.append(STORE, Buffer.from(`${JSON.stringify([key, value])}\n`))
      consumer.values.set(key, value)
    },
    read: ({ values }, key) => values.get(key),
    drained: ({ drained }) => drained ?? { open_conns_remaining: 0, accept_closed: false },
    sealed: ({ sealed }) => sealed ?? { last_revision_per_shard: [], data_dir_fingerprint: '00'.repeat(32) },
  }
}
