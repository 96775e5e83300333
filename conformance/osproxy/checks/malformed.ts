import type { Json, JsonObject } from '../../../spec/json.ts'

/** Parameters with one place in them changed. */
export interface Malformed {
  /** Where, as a path of members. */
  readonly path: string
  readonly params: JsonObject
}

/** Members that some kind of value has, and others do not. */
const members: JsonObject = {
  surplus: 1,
  index: 'i',
  inject: [],
  placement: { kind: 'dedicated_cluster', cluster: 'a' },
  phase: 'draining',
  json: null,
  attr: 't',
  epoch: '1',
}
const strangers: readonly Json[] = [null, true, 7, 'surplus', [], {}]
const epochs: readonly Json[] = [
  '01',
  '-1',
  '+1',
  '1.0',
  '1e3',
  '',
  ' 1',
  '1 ',
  '0x1',
  '18446744073709551616',
  '99999999999999999999',
  1,
  0,
]
const words: readonly Json[] = ['sharded', 'DedicatedCluster', 'Migrating', 'settled', 'Draining', 'Index', 'unknown']
const tooLong: readonly Json[] = ['x'.repeat(4097), '\u20ac'.repeat(1366), '\u{1f980}'.repeat(1025)]
const numbers: readonly Json[] = [-1, 1.5, 64, 101, 1001, 1e300]

/**
 * Every way to spoil well-formed parameters in one place: a member dropped, added or renamed, a value of another type, an
 * unknown word, an epoch in another form, a name too long, a list in place of one. What is still in shape is for the caller to sort out.
 */
export function* malformations(params: JsonObject): Generator<Malformed> {
  for (const { path, value } of spoiled(params, '')) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) yield { path, params: value }
  }
}

function* spoiled(value: Json, path: string): Generator<{ path: string; value: Json }> {
  if (path !== '') for (const stranger of replacements(value)) yield { path, value: stranger }
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries())
      for (const inner of spoiled(item, `${path}.${at}`))
        yield { path: inner.path, value: value.map((other, place) => (place === at ? inner.value : other)) }
  } else if (value !== null && typeof value === 'object') {
    for (const [name, member] of Object.entries(members))
      if (!(name in value)) yield { path: `${path}.surplus`, value: { ...value, [name]: member } }
    for (const [name, member] of Object.entries(value)) {
      const below = path === '' ? name : `${path}.${name}`
      const { [name]: _, ...rest } = value
      yield { path: below, value: rest }
      yield { path: below, value: { ...rest, [name.toUpperCase()]: member } }
      for (const inner of spoiled(member, below)) yield { path: inner.path, value: { ...value, [name]: inner.value } }
    }
  }
}

function replacements(value: Json): readonly Json[] {
  if (typeof value === 'string') return [...strangers, ...epochs, ...words, ...tooLong, [value]]
  return [...strangers, ...numbers, [value]]
}
