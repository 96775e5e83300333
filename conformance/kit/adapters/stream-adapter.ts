import type { Readable, Writable } from 'node:stream'
import type { Call, Reply } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Adapter } from './adapter.ts'
import type { Exit } from './fault.ts'
import type { MemoryMeter } from './memory-meter.ts'
import { Pipeline, type Timeouts } from './pipeline.ts'
import type { Meter } from './processor-meter.ts'
import { within } from './within.ts'

/** Time from `bye` until the other side is cut off, as the adapter protocol grants it. */
export const protocolGrace_ms = 5_000
/** How long a killed process may take to vanish; only one stuck in the operating system takes longer. */
const killed_ms = 1_000

/** A pair of byte streams to something that ends. */
export interface Link {
  readonly name: string
  /** Replies. */
  readonly input: Readable
  /** Requests. */
  readonly output: Writable
  readonly stderr: () => string
  /** Processor time of the other side. */
  readonly meter: Meter
  /** Resident memory of the other side. */
  readonly memory?: MemoryMeter
  /** Resolves when no further reply can come. */
  readonly ended: Promise<Exit>
  /** Resolves when the other side is gone and nothing of the link is left open. */
  readonly gone: Promise<void>
  /** Ends the other side at once; without effect when it is gone. */
  kill(): void
}

/** The adapter protocol over a link. */
export class StreamAdapter implements Adapter {
  readonly name: string
  readonly #link: Link
  readonly #grace_ms: number
  readonly #pipeline: Pipeline
  #closing: Promise<void> | undefined

  /** `grace_ms` is the time from `bye` to the kill. */
  constructor(link: Link, bounds: Timeouts, grace_ms = protocolGrace_ms) {
    this.name = link.name
    this.#link = link
    this.#grace_ms = grace_ms
    this.#pipeline = new Pipeline(link.output, {
      bounds,
      meter: link.meter,
      stderr: link.stderr,
      onFailure: () => link.kill(),
    })
    link.input.on('data', this.#pipeline.receive)
    void link.ended.then((exit) => this.#pipeline.ended(exit))
  }

  request(op: string, params: JsonObject): Promise<Reply> {
    return this.#pipeline.request(op, params)
  }

  burst(calls: readonly Call[]): Promise<readonly Reply[]> {
    return this.#pipeline.burst(calls)
  }

  raw(line: Uint8Array): Promise<Reply> {
    return this.#pipeline.raw(line)
  }

  memory(): number | undefined {
    return this.#link.memory?.()
  }

  stderr(): string {
    return this.#link.stderr()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (this.#pipeline.failure === undefined) {
      // However bye is answered, the link ends: a fault in the answer has nothing left to harm.
      this.#pipeline.request('bye', {}).catch(() => undefined)
      this.#pipeline.shut(new CutoverError('CUT-ADAPTER-CLOSED', `${this.name}: expected no call after close`))
      this.#link.output.end()
      await within(this.#link.gone, this.#grace_ms)
    }
    this.#link.kill()
    await within(this.#link.gone, killed_ms)
  }
}
