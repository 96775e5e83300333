import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Calls whose parameters are read too generously or too strictly. */
export const decoderMutants: readonly Mutant<Parts, 'decoder'>[] = [
  {
    id: 'osproxy/surplus-index-is-accepted',
    violates: 'OSP-003',
    explain: 'A dedicated cluster that names an index as well is accepted as a placement.',
    part: 'decoder',
    apply: (decoder) => ({
      placement: (value) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
        if (value.kind !== 'dedicated_cluster') return decoder.placement(value)
        const { index: _, ...rest } = value
        return decoder.placement(rest)
      },
    }),
  },
  {
    id: 'osproxy/shared-index-without-fields-list-is-accepted',
    violates: 'OSP-003',
    explain: 'A shared index that says nothing about injected fields is taken to have none.',
    part: 'decoder',
    apply: (decoder) => ({
      placement: (value) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
        const silent = value.kind === 'shared_index' && value.inject === undefined
        return decoder.placement(silent ? { ...value, inject: [] } : value)
      },
    }),
  },
  {
    id: 'osproxy/epochs-are-read-through-a-double',
    violates: 'OSP-009',
    explain: 'Epochs are read as floating-point numbers.',
    part: 'decoder',
    apply: () => ({ number: (text) => BigInt(Number(text)) }),
  },
  {
    id: 'osproxy/epochs-are-read-as-signed',
    violates: 'OSP-009',
    explain: 'Epochs are read as signed 64-bit numbers.',
    part: 'decoder',
    apply: (decoder) => ({ number: (text) => BigInt.asIntN(64, decoder.number(text)) }),
  },
  {
    id: 'osproxy/leading-zeros-are-accepted',
    violates: 'OSP-010',
    explain: 'An epoch with a leading zero is accepted.',
    part: 'decoder',
    apply: (decoder) => ({
      u64: (value) => decoder.u64(typeof value === 'string' ? value.replace(/^0(?=[0-9])/, '') : value),
    }),
  },
  {
    id: 'osproxy/unknown-members-are-ignored',
    violates: 'OSP-010',
    explain: 'Members that an operation does not have are passed over.',
    part: 'decoder',
    apply: (decoder) => ({
      problem: (shape, value) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return decoder.problem(shape, value)
        return decoder.problem(
          shape,
          Object.fromEntries(Object.entries(value).filter(([name]) => shape.members.has(name))),
        )
      },
    }),
  },
  {
    id: 'osproxy/names-are-trimmed',
    violates: 'OSP-013',
    explain: 'White space at the ends of an identifier is dropped.',
    part: 'decoder',
    apply: (decoder) => ({ name: (text) => decoder.name(text).trim() }),
  },
  {
    id: 'osproxy/names-are-normalised',
    violates: 'OSP-013',
    explain: 'Identifiers are brought to Unicode normal form C.',
    part: 'decoder',
    apply: (decoder) => ({ name: (text) => decoder.name(text).normalize('NFC') }),
  },
  {
    id: 'osproxy/names-are-cut',
    violates: 'OSP-013',
    explain: 'Identifiers are told apart by their first 1024 characters.',
    part: 'decoder',
    apply: (decoder) => ({ name: (text) => decoder.name(text).slice(0, 1024) }),
  },
  {
    id: 'osproxy/long-names-are-refused',
    violates: 'OSP-013',
    explain: 'An identifier of 4096 bytes is refused as too long.',
    part: 'decoder',
    apply: (decoder) => ({ id: (value) => decoder.id(value) && Buffer.byteLength(String(value)) < 4096 }),
  },
  {
    id: 'osproxy/names-are-limited-in-characters',
    violates: 'OSP-010',
    explain: 'An identifier of 4096 characters is accepted however many bytes it has.',
    part: 'decoder',
    apply: (decoder) => ({
      id: (value) =>
        decoder.id(value) || (typeof value === 'string' && value.length <= 4096 && decoder.id(value.slice(0, 1024))),
    }),
  },
  {
    id: 'osproxy/dots-are-underscores',
    violates: 'OSP-013',
    explain: 'Identifiers are made fit for a file name, so that two of them become one.',
    part: 'decoder',
    apply: (decoder) => ({ name: (text) => decoder.name(text).replaceAll('.', '_') }),
  },
  {
    id: 'osproxy/names-end-at-a-zero-byte',
    violates: 'OSP-013',
    explain: 'Identifiers are kept as strings that end at their first zero byte.',
    part: 'decoder',
    apply: (decoder) => ({ name: (text) => decoder.name(text).split('\0')[0] ?? '' }),
  },
  {
    id: 'osproxy/constants-hold-no-list-in-a-list',
    violates: 'OSP-010',
    explain: 'A placement with a constant that has a list inside a list is refused.',
    part: 'decoder',
    apply: (decoder) => ({ placement: (value) => decoder.placement(value) && !/\[\[/.test(JSON.stringify(value)) }),
  },
  {
    id: 'osproxy/names-are-kept-in-254-bytes',
    violates: 'OSP-013',
    explain: 'Identifiers are told apart by their first 254 bytes.',
    part: 'decoder',
    apply: (decoder) => ({
      name: (text) => Buffer.from(decoder.name(text)).subarray(0, 254).toString('latin1'),
    }),
  },
]
