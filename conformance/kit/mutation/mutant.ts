/** Other methods for one part of a reference implementation. */
interface Alteration<Parts extends object, Name extends keyof Parts> {
  /** `<protocol>/<what-it-breaks>`, unique among all of the protocol. */
  readonly id: string
  /** One sentence: what a vendor would have done wrong, or chosen. */
  readonly explain: string
  /** The part whose methods are replaced. */
  readonly part: Name
  /**
   * The replacements. `original` is the part as it was, so that a fault can be as small as one condition; `parts` are all parts
   * of the same instance, complete at the time of a call.
   */
  readonly apply: (original: Parts[Name], parts: Parts) => Partial<Parts[Name]>
}

/** A different but legal choice of any part, or of the named one. It must never be flagged. */
export type Variant<Parts extends object, Name extends keyof Parts = keyof Parts> = {
  readonly [N in Name]: Alteration<Parts, N>
}[Name]

/** A hand-written fault of any part, or of the named one. */
export type Mutant<Parts extends object, Name extends keyof Parts = keyof Parts> = {
  readonly [N in Name]: Alteration<Parts, N> & {
    /** The one requirement that it violates. */
    readonly violates: string
    /** Judged in this profile, where the stated one does not ask for the requirement. */
    readonly profile?: string
    /** Only the thorough budget goes as far as the value that shows it: the ledger counts it apart, the soak runs it. */
    readonly thorough?: true
  }
}[Name]
