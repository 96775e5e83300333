import type { Call, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'

/**
 * One running implementation under test, reached through the adapter protocol (spec/adapter.schema.json). A violation of the
 * protocol's envelope shows as a `HarnessFault`, an end or a silence as an `IutStopped`; after either, every further call
 * shows the same one.
 */
export interface Adapter {
  /** Command line, address or the name of an in-process implementation. */
  readonly name: string
  /** One call, one reply. Throws or rejects with `HarnessFault` or `IutStopped`. */
  request(op: string, params: JsonObject): Reply | Promise<Reply>
  /** All calls are sent at once, the replies come in the order of the calls; rejects on the first fault. */
  burst(calls: readonly Call[]): Promise<readonly Reply[]>
  /**
   * Sends bytes that are no request, LF included, and takes the one line that refuses them: an error without an id. Absent in
   * process, where there are no lines.
   */
  raw?(line: Uint8Array): Promise<Reply>
  /** Resident bytes of the implementation's processes; absent or undefined where nobody tells. */
  memory?(): number | undefined
  /** The last 64 KiB that the process wrote to stderr, for people; empty where there is no process. */
  stderr(): string
  /** `bye`, end of input, a grace, then the whole process group is killed. Never rejects; idempotent; leaves nothing running. */
  close(): Promise<void>
}

/** Where adapters come from: each `open()` is a fresh process, connection or instance. Rejects with `HarnessFault`. */
export interface AdapterSource {
  readonly name: string
  /** No lines lie between the kit and the implementation. */
  readonly inProcess?: true
  /** The machine tells the memory of the processes. */
  readonly tellsMemory?: true
  open(): Promise<Adapter>
}
