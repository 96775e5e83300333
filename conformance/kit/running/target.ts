import type { Pics } from '../../../spec/adapter.ts'
import type { Adapter, AdapterSource } from '../adapters/adapter.ts'
import { type HelloParams, openChecked, type SmokeStep } from '../adapters/conversation.ts'

/** An implementation under test as a run holds it: one live adapter, opened when needed and replaced after a stop. */
export class Target {
  #open: { readonly adapter: Adapter; readonly pics: Pics } | undefined
  /** What the last closed process wrote to stderr. */
  #stderr = ''

  constructor(
    readonly source: AdapterSource,
    readonly hello: HelloParams,
    readonly smoke: readonly SmokeStep[],
  ) {}

  get stderr(): string {
    return this.#open?.adapter.stderr() ?? this.#stderr
  }

  /** The live adapter, after hello and the smoke conversation. Rejects with `HarnessFault`. */
  async adapter(): Promise<Adapter> {
    return (await this.#opened()).adapter
  }

  async pics(): Promise<Pics> {
    return (await this.#opened()).pics
  }

  /** A fresh process for the next call; the old one is closed. */
  async renew(): Promise<Adapter> {
    await this.close()
    return this.adapter()
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return
    await open.adapter.close()
    this.#stderr = open.adapter.stderr()
  }

  async #opened(): Promise<{ readonly adapter: Adapter; readonly pics: Pics }> {
    this.#open ??= await openChecked(this.source, this.hello, this.smoke)
    return this.#open
  }
}
