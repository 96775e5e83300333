/** How binding a requirement is, the most binding first. */
export const levels = ['MUST', 'SHOULD', 'MAY'] as const
export type Level = (typeof levels)[number]

export type Category = 'wire' | 'state' | 'safety' | 'liveness' | 'fault' | 'security' | 'performance'

/** One normative sentence with a stable id. The meaning of each member: spec/register.schema.json. */
export interface Requirement {
  readonly id: string
  readonly level: Level
  readonly category: Category
  /** The smallest profile whose catalogue has every operation of a check of this requirement. */
  readonly profile: string
  /** `document`: stated by the specification's own source file; `upstream`: measured on its authors' code; `completion`: what surrounds it or this specification adds. */
  readonly origin: 'document' | 'upstream' | 'completion'
  /** Known to be broken by the published implementation; counts like any other and is also listed apart. */
  readonly hardened?: true
  readonly text: string
  /** `key:line` or `key:first-last`, the key being one of the register's documents. */
  readonly source: readonly string[]
  /** Values worth probing. */
  readonly boundary?: readonly string[]
  /** Why no operation can show this requirement; absent when it is judged. */
  readonly excluded?: string
  readonly checks?: readonly string[]
}

/** A published document that sources cite. */
export interface PublishedDocument {
  readonly title: string
  readonly version: string
}

/** Every requirement of one protocol, in the order of the register file. */
export interface Register {
  readonly protocol: string
  readonly version: string
  readonly title: string
  readonly documents: Readonly<Record<string, PublishedDocument>>
  /** Id of the requirement to which a crash, a hang or an answer outside the schema is attributed. */
  readonly robustness: string
  readonly requirements: readonly Requirement[]
}
