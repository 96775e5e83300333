import { forTerminal } from './escape.ts'
import { type Format, paintText } from './paint-text.ts'

let make: (value: string) => Printable

/**
 * Text for a terminal or a log: the kit's own words, in which everything that is not its own is escaped. Only `text` makes one,
 * so that nothing raw can be printed.
 */
export class Printable {
  readonly #value: string

  private constructor(value: string) {
    this.#value = value
  }

  static {
    make = (value) => new Printable(value)
  }

  toString(): string {
    return this.#value
  }

  /** The same text, set off. */
  painted(format: Format): Printable {
    return make(paintText(format, this.#value))
  }

  padEnd(width: number): Printable {
    return make(this.#value.padEnd(width))
  }

  trimEnd(): Printable {
    return make(this.#value.trimEnd())
  }

  /** The first `length` UTF-16 code units; of text that is not painted. */
  cut(length: number): Printable {
    return make(this.#value.slice(0, length))
  }
}

/** What one line is made of: plain strings are foreign, and escaped. */
export type Line = string | Printable

/**
 * Tagged template: the literal parts are the kit's own and may hold line feeds, each plain string put in is foreign and stays on its
 * line.
 */
export function text(own: TemplateStringsArray, ...values: readonly (Line | number)[]): Printable {
  const shown = values.map((value) => (typeof value === 'string' ? forTerminal(value) : String(value)))
  return make(own.map((part, at) => part + (shown[at] ?? '')).join(''))
}

/** One text of several, with a separator of the kit's own. */
export function joined(lines: readonly Line[], separator: '' | ' ' | '  ' | ', ' | '\n' | '\n\n'): Printable {
  return make(lines.map((line) => String(text`${line}`)).join(separator))
}
