import type { Writable } from 'node:stream'
import type { Call, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type Answer, readAnswer, readRefusal, requestLine } from './envelope.ts'
import { type Exit, HarnessFault, IutStopped, type Unanswered } from './fault.ts'
import { LineSplitter } from './lines.ts'
import type { Meter } from './processor-meter.ts'
import { type Ended, Watch } from './watch.ts'

/** Text handed to the stream at once; keeps a large burst below the longest possible string. */
const slice = 1024 * 1024
/** How long a skipped reply may still arrive, which tells a reordered reply from a missing one. */
const reorderGrace_ms = 200
/** Output without a request: longer than any log line, short enough to stop a flood early. */
const unsolicitedLimit = 64 * 1024

/** How long a peer may take, in milliseconds of a machine that is not starved (patience.ts). */
export interface Timeouts {
  /** For the first reply, whose wait includes the start. */
  readonly startTimeout_ms: number
  /** For each reply after it. */
  readonly timeout_ms: number
}

/** An interpreter with all its modules starts in seconds; a minute says that it never will. */
const start_ms = 60_000

/** A start is never granted less than an answer. */
export function boundsOf({
  timeout_ms,
  startTimeout_ms = Math.max(start_ms, timeout_ms),
}: Pick<Timeouts, 'timeout_ms'> & Partial<Timeouts>): Timeouts {
  return { timeout_ms, startTimeout_ms }
}

/** What a pipeline knows of the peer that it talks to. */
export interface Peer {
  readonly bounds: Timeouts
  /** The processor time of the peer. */
  readonly meter: Meter
  readonly stderr: () => string
  /** Called once, when a fault or a silence makes further talk pointless. */
  readonly onFailure: () => void
}

/** Calls that were sent together and the replies so far. */
interface Burst {
  readonly calls: readonly Call[]
  readonly replies: Reply[]
  /** The one call stands for bytes that are no request; its answer has no id. */
  readonly raw?: true
  resolve(replies: readonly Reply[]): void
  reject(error: Error): void
}

/**
 * Requests out, replies in, over any pair of byte streams: numbers the requests, matches the replies in order, bounds every
 * wait and names every breach of the envelope. Reading never waits for writing, so two full pipes cannot lock each other; what
 * the peer does not yet take is kept in memory, at most one burst.
 */
export class Pipeline {
  readonly #output: Writable
  readonly #peer: Peer
  readonly #lines = new LineSplitter()
  readonly #exchanges: Burst[] = []
  #sent = 0
  #answered = 0
  #failure: Error | undefined
  readonly #watch: Watch
  #reordering: NodeJS.Timeout | undefined
  /** A reply that came before the one that was due. */
  #early: { readonly id: number; readonly line: string } | undefined

  constructor(output: Writable, peer: Peer) {
    this.#output = output
    this.#peer = peer
    this.#watch = new Watch(peer.meter, this.#judgeSilence)
  }

  /** Why no further call is possible. */
  get failure(): Error | undefined {
    return this.#failure
  }

  async request(op: string, params: JsonObject): Promise<Reply> {
    const [reply] = await this.burst([{ op, params }])
    if (reply === undefined) throw new TypeError(`a burst of one call has one reply: ${op}`)
    return reply
  }

  burst(calls: readonly Call[]): Promise<readonly Reply[]> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure)
        return
      }
      const slices = this.#write(calls)
      if (calls.length === 0) {
        resolve([])
        return
      }
      if (this.#sent === this.#answered) this.#startWatch()
      this.#sent += calls.length
      this.#exchanges.push({ calls, replies: [], resolve, reject })
      for (const text of slices) this.#output.write(text)
    })
  }

  /** Sends bytes that are no request; resolves with the error that refuses them. */
  raw(line: Uint8Array): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure)
        return
      }
      if (this.#sent === this.#answered) this.#startWatch()
      this.#sent += 1
      const calls = [{ op: 'a line that is no request', params: {} }]
      this.#exchanges.push({ calls, replies: [], raw: true, resolve: ([reply]) => resolve(reply as Reply), reject })
      this.#output.write(line)
    })
  }

  /** The text of all calls, made before the first is sent: an impossible one refuses the whole burst. */
  #write(calls: readonly Call[]): string[] {
    const slices: string[] = []
    let text = ''
    let id = this.#sent
    for (const call of calls) {
      id += 1
      text += requestLine(id, call)
      if (text.length >= slice) {
        slices.push(text)
        text = ''
      }
    }
    if (text !== '') slices.push(text)
    return slices
  }

  /** Takes bytes that the peer sent. */
  readonly receive = (chunk: Buffer): void => {
    if (this.#failure !== undefined) return
    const answered = this.#answered
    try {
      this.#lines.push(chunk, this.#take)
      if (this.#sent === this.#answered && this.#lines.unfinished > unsolicitedLimit) {
        throw new HarnessFault('CUT-ADAPTER-UNSOLICITED', 'silence between requests', this.#lines.rest())
      }
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)))
    }
    if (this.#answered !== answered) this.#progressed()
  }

  /** The peer's output has ended, with what is known of the end of its process. */
  ended(exit: Exit): void {
    if (this.#failure !== undefined) return
    const cleanly = exit.signal === undefined && (exit.exitCode ?? 0) === 0
    if (this.#early !== undefined) this.#fail(this.#missing(this.#early))
    // A process that dies may die within a line; that is its crash and not a fault of its framing.
    else if (cleanly && this.#lines.unfinished > 0) {
      this.#fail(new HarnessFault('CUT-ADAPTER-PARTIAL-LINE', 'LF before the end of the output', this.#lines.rest()))
    } else this.#stop({ kind: 'crash', ...exit })
  }

  /** No further call is possible and nothing is awaited any more. */
  shut(reason: Error): void {
    if (this.#failure !== undefined) return
    this.#failure = reason
    this.#watch.stop()
    clearTimeout(this.#reordering)
    for (const exchange of this.#exchanges.splice(0)) exchange.reject(reason)
  }

  readonly #take = (line: string): void => {
    const answer = this.#exchanges[0]?.raw === true ? readRefusal(line, this.#answered + 1) : this.#read(line)
    if (answer.id !== this.#answered + 1 || this.#sent === this.#answered) {
      this.#takeOutOfTurn(answer, line)
      return
    }
    if (this.#early !== undefined) {
      throw new HarnessFault('CUT-ADAPTER-ORDER', `the reply ${answer.id} before the reply ${this.#early.id}`, line)
    }
    this.#answered += 1
    const exchange = this.#exchanges[0]
    if (exchange === undefined) throw new TypeError('an outstanding request belongs to an exchange')
    exchange.replies.push(answer.reply)
    if (exchange.replies.length < exchange.calls.length) return
    this.#exchanges.shift()
    exchange.resolve(exchange.replies)
  }

  #read(line: string): Answer {
    try {
      return readAnswer(line)
    } catch (error) {
      if (this.#sent > this.#answered) throw error
      throw new HarnessFault('CUT-ADAPTER-UNSOLICITED', 'silence between requests', line, error)
    }
  }

  #takeOutOfTurn(answer: Answer, line: string): void {
    const due = this.#sent === this.#answered ? 'no reply, none is due' : `the reply ${this.#answered + 1}`
    if (answer.id > this.#sent) throw new HarnessFault('CUT-ADAPTER-ID', due, line)
    if (answer.id <= this.#answered) throw new HarnessFault('CUT-ADAPTER-EXTRA', due, line)
    if (this.#early !== undefined) return
    const early = { id: answer.id, line }
    this.#early = early
    this.#watch.stop()
    this.#reordering = setTimeout(() => this.#fail(this.#missing(early)), reorderGrace_ms)
  }

  #missing(early: { readonly line: string }): HarnessFault {
    const due = `the reply ${this.#answered + 1} to ${this.#awaited()} first`
    return new HarnessFault('CUT-ADAPTER-MISSING', due, early.line)
  }

  #startWatch(): void {
    const { startTimeout_ms, timeout_ms } = this.#peer.bounds
    this.#watch.await(this.#answered === 0 ? startTimeout_ms : timeout_ms)
  }

  #progressed(): void {
    if (this.#failure !== undefined || this.#early !== undefined) return
    if (this.#sent === this.#answered) this.#watch.rest()
    else this.#watch.await(this.#peer.bounds.timeout_ms)
  }

  /** If the kit itself was busy, the reply may lie unread: the streams are read once more before silence is called. */
  readonly #judgeSilence = ({ how, bound_ms, busy }: Ended): void => {
    const answered = this.#answered
    setImmediate(() => {
      if (this.#failure !== undefined || this.#early !== undefined || this.#answered !== answered) return
      this.#stop({ kind: how, bound_ms, busy })
    })
  }

  #awaited(): string | undefined {
    const exchange = this.#exchanges[0]
    return exchange?.calls[exchange.replies.length]?.op
  }

  #stop(how: Unanswered | ({ readonly kind: 'crash' } & Exit)): void {
    const answered = this.#exchanges[0]?.replies ?? []
    this.#fail(new IutStopped({ ...how, op: this.#awaited(), stderr: this.#peer.stderr() }, answered))
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return
    this.shut(error)
    this.#peer.onFailure()
  }
}
