import { clip } from '../clip.ts'
import type { Summary } from '../summary.ts'
import { html, type Markup } from './markup.ts'

/** What a page tells of under a name of its own. */
export type Kind = 'requirement' | 'check' | 'transition' | 'state' | 'chart' | 'defect'

/** The name of a place on the page: letters, digits, `-` and `_`; different names have different places. */
export function anchor(kind: Kind, name: string | number): string {
  const plain = String(name).replace(/[^A-Za-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)
  return `${kind}-${plain}`
}

/** Links to the places of a page; what the run does not tell of is named without one. */
export class Links {
  readonly #places: ReadonlySet<string>

  constructor({ verdicts, toldChecks, charts, defects, knownDefects }: Summary) {
    this.#places = new Set([
      ...verdicts.map(({ requirement }) => anchor('requirement', requirement)),
      ...toldChecks.map(({ finished }) => anchor('check', finished.check)),
      ...charts.flatMap(({ transitions }) => transitions.map(({ id }) => anchor('transition', id))),
      ...[...defects, ...knownDefects].map(({ defect }) => anchor('defect', defect.defect)),
    ])
  }

  to(kind: Kind, name: string | number, text = String(name)): Markup {
    const place = anchor(kind, name)
    return this.#places.has(place)
      ? html`<a href="#${place}">${clip(text, 120)}</a>`
      : html`<span class="name">${clip(text, 120)}</span>`
  }

  /** Several, with commas. */
  list(kind: Kind, names: readonly (string | number)[]): Markup {
    return html`${names.map((name, at) => html`${at === 0 ? '' : ', '}${this.to(kind, name)}`)}`
  }
}
