/**
 * A hand-written fault. `part` names the object of the reference implementation whose methods are replaced,
 * `apply` returns the replacements; it gets the original object, so that a fault can be as small as one condition.
 */
export interface Mutant<Parts extends object, Name extends keyof Parts & string = keyof Parts & string> {
  /** `<protocol>/<what-it-breaks>`, the file's name. */
  readonly id: string
  /** The one requirement that it violates. */
  readonly violates: string
  /** One sentence: what a vendor would have done wrong. */
  readonly explain: string
  readonly part: Name
  /** Overrides for the part's methods. `parts` gives access to the other objects of the same instance. */
  readonly apply: (original: Parts[Name], parts: Parts) => Partial<Parts[Name]>
}

/** A different but legal choice: the same shape without a violation. It must never be flagged. */
export interface Variant<Parts extends object, Name extends keyof Parts & string = keyof Parts & string> {
  readonly id: string
  readonly explain: string
  readonly part: Name
  readonly apply: (original: Parts[Name], parts: Parts) => Partial<Parts[Name]>
}
