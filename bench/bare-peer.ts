import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

/** A process behind the same pipes as an adapter, with nothing on this side but counting line ends. */
export class BarePeer {
  readonly #child: ChildProcessWithoutNullStreams
  #awaited = 0
  #resume: () => void = () => undefined

  constructor([file, ...args]: readonly [string, ...string[]]) {
    // Detached like an adapter: a scheduler may treat a process of the kit's own session otherwise.
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
    this.#child.stdout.on('data', (chunk: Buffer) => {
      for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) this.#awaited--
      if (this.#awaited === 0) this.#resume()
    })
  }

  /** Sends the text at once and calls back when as many lines have come. */
  send(text: string, lines: number, then: () => void): void {
    this.#awaited += lines
    this.#resume = then
    this.#child.stdin.write(text)
  }

  /** Sends one text after the other, each after the last one's answer. */
  converse(texts: readonly { readonly text: string; readonly lines: number }[]): Promise<void> {
    return new Promise((resolve) => {
      let at = 0
      const next = (): void => {
        const turn = texts[at++]
        if (turn === undefined) resolve()
        else this.send(turn.text, turn.lines, next)
      }
      next()
    })
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.once('exit', () => resolve())
      this.#child.stdin.end()
    })
  }
}
