import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Json } from '../../../spec/json.ts'
import type { Case } from '../check.ts'

/** Steps from which a killer counts as deep. */
const deep = 4

/** Ends of 64-bit ranges that implementations get wrong; in JSON they are strings, unlike counts and indexes. */
const ends = new Set([
  '0',
  `${2 ** 32}`,
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '9223372036854775808',
  '18446744073709551614',
  '18446744073709551615',
])

/** Why a shrunk killer shows a subtle fault: it needs an injected fault or an interleaving, a boundary value, or four steps. */
export function subtlety(
  subject: Case,
  steps: number,
  catalogue: Catalogue,
  boundary: readonly string[],
): string | undefined {
  for (const { op } of subject.inputs) {
    if (catalogue.adversarial.includes(op)) return op
    const capability = catalogue.operation(op)?.requires.find((name) => catalogue.adversarial.includes(name))
    if (capability !== undefined) return capability
  }
  const values = new Set([
    ...subject.inputs.flatMap((input) => leavesOf(input.params)),
    ...leavesOf(subject.configuration),
  ])
  if (JSON.stringify(subject.inputs).includes('"stop_at":')) return 'interleaving'
  for (const value of [...ends, ...boundary]) if (values.has(value)) return `boundary ${value}`
  return steps >= deep ? `${steps} steps` : undefined
}

function leavesOf(value: Json): string[] {
  if (value === null || typeof value !== 'object') return typeof value === 'string' ? [value] : []
  if (Array.isArray(value)) return value.flatMap(leavesOf)
  return Object.values(value).flatMap(leavesOf)
}
