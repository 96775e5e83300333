import { forRunner } from './escape.ts'
import { wantsColour } from './paint.ts'
import { joined, type Line, type Printable, text } from './printable.ts'

/** Standard output, standard error, or the like. */
export interface OutputStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(chunk: string, done: (error?: Error | null) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

/**
 * The only way to a terminal or a log. Whatever is no `Printable` is escaped, so that what an implementation, a token, a file or an
 * argument says is shown and never obeyed. An output that fails is noted and not written to again; it throws nothing.
 */
export class Writer {
  readonly colour: boolean
  /** A line can be painted over. */
  readonly live: boolean
  readonly #stream: OutputStream
  #failure: Error | undefined
  #pending = 0
  #flushed: (() => void)[] = []

  constructor(stream: OutputStream, env: Readonly<Record<string, string | undefined>>) {
    this.#stream = stream
    this.colour = wantsColour(stream, env)
    this.live = stream.isTTY === true && env.TERM !== 'dumb'
    stream.on('error', (error) => this.#fail(error))
  }

  /** Columns of the terminal, where it is one that can be drawn on. */
  get columns(): number | undefined {
    return this.live ? (this.#stream.columns ?? 80) : undefined
  }

  /** Why nothing more can be written, if so. */
  get failure(): Error | undefined {
    return this.#failure
  }

  /** Writes each line, with its line feed. */
  lines(lines: readonly Line[]): void {
    if (lines.length > 0) this.#write(`${joined(lines, '\n')}\n`)
  }

  line(line: Line): void {
    this.lines([line])
  }

  /** Shows a line in place of the last such one; nothing, to take it away. */
  repaint(line: Printable | undefined): void {
    // One column stays free: a full last column makes some terminals wrap.
    const shown = line === undefined ? text`` : line.cut((this.#stream.columns ?? 80) - 1)
    this.#write(`\r${shown}\u001b[K`)
  }

  /** Resolves once all that was written has reached its reader, or cannot. */
  flushed(): Promise<void> {
    if (this.#pending === 0 || this.#failure !== undefined) return Promise.resolve()
    return new Promise((resolve) => this.#flushed.push(resolve))
  }

  #write(chunk: string): void {
    if (this.#failure !== undefined) return
    this.#pending++
    this.#stream.write(forRunner(chunk), (error) => {
      this.#pending--
      if (error !== null && error !== undefined) this.#fail(error)
      if (this.#pending === 0) this.#settle()
    })
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#settle()
  }

  #settle(): void {
    for (const resolve of this.#flushed.splice(0)) resolve()
  }
}
