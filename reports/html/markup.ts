import { forXml } from '../escape.ts'

let make: (value: string) => Markup

/** HTML or SVG: the page's own tags, in which every text that is not its own is escaped. Only `html` and `asset` make it. */
export class Markup {
  readonly #value: string

  private constructor(value: string) {
    this.#value = value
  }

  static {
    make = (value) => new Markup(value)
  }

  toString(): string {
    return this.#value
  }
}

/** What stands between tags or in an attribute's quotes: plain strings are foreign, and escaped. */
export type Content = string | number | undefined | Markup | readonly Content[]

/**
 * Tagged template: the literal parts are the page's own, each string put in is foreign and stays text on one line, wherever it stands
 * in an element or between an attribute's quotes. Of a list each item is put in, `undefined` is nothing.
 */
export function html(own: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return make(own.map((part, at) => part + shown(values[at])).join(''))
}

/** A style sheet or script of the page's own, as it stands. */
export function asset(text: string): Markup {
  return make(text)
}

/** Each on a line of its own, for `<pre>`. */
export function lines(items: readonly Content[]): Markup {
  return make(items.map(shown).join('\n'))
}

function shown(value: Content): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return String(value)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? forXml(value) : value.map(shown).join('')
}
