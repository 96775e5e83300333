import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { loadRegister } from '../register.ts'
import { loadSchema } from '../schemas.ts'
import { encodeFrame } from './codec.ts'
import { MESSAGE_TYPES } from './messages.ts'
import { LENIENT, STRICT } from './rules.ts'
import vectors from './vectors.json' with { type: 'json' }

const page = readFileSync(`${import.meta.dirname}/README.md`, 'utf8')
const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const messages = loadSchema(`${import.meta.dirname}/messages.schema.json`)
const catalogue = loadCatalogue('handoff')
const definitions = messages.$defs as Record<
  string,
  { properties?: Record<string, { $ref?: string }>; enum?: string[] }
>

/** What the pattern's first group captures, anywhere on the page. */
const named = (pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1] ?? '')
/** Cells of the rows of the table whose head begins with the given cell. */
const table = (head: string) => {
  const start = page.indexOf(`\n| ${head} |`)
  const rows = page.slice(start + 1, page.indexOf('\n\n', start + 1)).split('\n')
  return rows.slice(2).map((row) => row.slice(2, -2).split(' | '))
}
const idsOf = (text: string | undefined) => text?.match(/HOF-\d+/g) ?? []
const idsWhere = (holds: (requirement: (typeof register.requirements)[number]) => boolean) =>
  register.requirements.filter(holds).map(({ id }) => id)

const spaces = [...new Set(catalogue.operations.map(({ name }) => name.split('.')[0]))].join('|')

it.each([
  ['requirements', /\b(HOF-\d+)\b/g, register.requirements.map(({ id }) => id)],
  ['operations', new RegExp(`\`((?:${spaces})\\.[a-z_]+)\``, 'g'), catalogue.operations.map(({ name }) => name)],
  ['capabilities', /capability\s+`([a-z_]+)`/g, Object.keys(catalogue.capabilities)],
  ['parameters', /parameter\s+`([a-z_]+)`/g, Object.keys(catalogue.parameters)],
])('refers only to %s that exist', (_table, pattern, existing) => {
  const names = named(pattern)
  expect(names).not.toEqual([])
  expect(names.filter((name) => !existing.includes(name))).toEqual([])
})

it('explains every error code, parameter, profile and role of the catalogue', () => {
  const { errors = {} } = catalogue.document
  const names = [...Object.keys(errors as object), ...Object.keys(catalogue.parameters), ...catalogue.profiles]
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  expect(Object.keys(catalogue.roles)).toEqual(table('role').map(([role]) => role))
})

it('counts the origins of the requirements', () => {
  const counted = table('origin').map(([origin, , count]) => [origin?.replaceAll('`', ''), Number(count)])
  expect(counted).toEqual(
    ['document', 'upstream', 'completion'].map((origin) => [
      origin,
      idsWhere((requirement) => requirement.origin === origin).length,
    ]),
  )
})

it('lists exactly the requirements that the register marks as hardened', () => {
  const paragraph = page.split('\n\n').find((text) => text.includes('mark `hardened`'))
  expect(idsOf(paragraph)).toEqual(idsWhere(({ hardened }) => hardened === true))
})

describe('the table of profiles', () => {
  const asked = Object.fromEntries(table('profile').map(([name, what]) => [name?.replaceAll('`', ''), idsOf(what)]))
  it('has the profiles of the catalogue', () => expect(Object.keys(asked)).toEqual(catalogue.profiles))
  it.each(['hardened', 'strict'])('lists what %s asks', (name) => {
    expect(asked[name]).toEqual(idsWhere(({ profile }) => profile === name))
  })
  it('lists what crate asks, and what it decides', () => {
    expect(asked.crate).toEqual(['HOF-022', 'HOF-023', ...idsWhere(({ profile }) => profile === 'crate')])
  })
})

it('tells the codes of decoding in the order in which they are tested', () => {
  expect(table('code').map(([code]) => code)).toEqual(['`io`', '`frame_size`', '`io`', '`version`', '`codec`'])
})

it('describes every message with its number and its members in the order of the wire', () => {
  const kinds: Record<string, string> = {
    U64: 'u64',
    HandoffId: 'id',
    Text: 'text',
    Bytes: 'bytes',
    Fingerprint: '32 bytes',
  }
  const rows = table('number').map(([number, name, , members = '']) => [
    Number(number),
    name,
    [...members.matchAll(/`([a-z_]+)` (?:list of )?(\w+(?: bytes)?)/g)].map(([, member, kind]) => [member, kind]),
  ])
  expect(rows.map(([number, name]) => [number, name])).toEqual(MESSAGE_TYPES.map((type, index) => [index, type]))
  for (const [, name, members] of rows as [number, string, string[][]][]) {
    const declared = Object.entries(definitions[name]?.properties ?? {}).filter(([member]) => member !== 'type')
    expect(members.map(([member]) => member)).toEqual(declared.map(([member]) => member))
    for (const [index, [member, { $ref }]] of declared.entries()) {
      const kind = kinds[$ref?.slice('#/$defs/'.length) ?? '']
      if (kind !== undefined) expect([member, members[index]?.[1]]).toEqual([member, kind])
    }
  }
})

it('tells what lenient and strict rules decide', () => {
  const cell = (text = '') => text.replaceAll('`', '')
  const rows = table('parameter').filter(([name]) => cell(name) in LENIENT)
  expect(Object.fromEntries(rows.map(([name, crate]) => [cell(name), cell(crate)]))).toEqual(LENIENT)
  expect(Object.fromEntries(rows.map(([name, , strict]) => [cell(name), cell(strict)]))).toEqual(STRICT)
})

it('shows the frame of every vector, and the one of the unpublished design', () => {
  const shown = named(/^\|.*\| `([0-9a-f]{16,})` \|$/gm)
  const design = vectors.unusual.find(({ name }) => name.includes('message type in its header'))
  const journals = vectors.journals.map(({ hex }) => hex)
  expect(shown).toEqual([...vectors.goldens.map(({ frame }) => frame), design?.hex, ...journals])
})

it('gives the longest messages, and what one more would declare', () => {
  const id = '00112233-4455-4677-8899-aabbccddeeff'
  const sealed = (count: number, revision: string) => ({
    type: 'SealComplete',
    handoff_id: id,
    last_revision_per_shard: Array.from({ length: count }, () => revision),
    data_dir_fingerprint: '00'.repeat(32),
  })
  const build = [
    (length: number) => ({ type: 'Abort', handoff_id: id, reason: 'a'.repeat(length) }),
    (length: number) => ({ ...vectors.goldens[0]?.message, build_id: '00'.repeat(length) }),
    (count: number) => sealed(count, '1'),
    (count: number) => sealed(count, '18446744073709551615'),
  ]
  const rows = table('longest')
  expect(rows).toHaveLength(build.length)
  for (const [index, [, longest, refused]] of rows.entries()) {
    expect(encodeFrame(build[index]?.(Number(longest))).error).toBeUndefined()
    expect(encodeFrame(build[index]?.(Number(longest) + 1)).error?.declared).toBe(Number(refused))
  }
})

it('gives the times that the catalogue takes for granted', () => {
  const { properties } = catalogue.document.configuration as { properties: Record<string, { description: string }> }
  const defaults = Object.entries(properties).flatMap(([name, { description }]) =>
    name.endsWith('_ms') ? [[name, /Default (\d+)\.$/.exec(description)?.[1]]] : [],
  )
  const start = page.indexOf('\n| parameter | value |')
  const rows = [...page.slice(start).matchAll(/^\| `(\w+_ms)` \| (\d+) \|/gm)].map(([, name, value]) => [name, value])
  expect(rows).toEqual(defaults)
  for (const [name = '', value] of defaults) expect(catalogue.parameters[name]).toContain(`Default ${value}.`)
})

it('numbers the phases of a journal', () => {
  const phases = definitions.Phase?.enum ?? []
  expect(table('phase').map(([name, number]) => [name, Number(number)])).toEqual(
    phases.map((name, index) => [name, index]),
  )
})

it('has a row of the crash matrix for each point, and names its journals by their phases', () => {
  const { CrashPoint } = catalogue.document.$defs as Record<string, { enum: string[] }>
  const rows = table('point')
  expect(rows.map(([point]) => point?.replaceAll('`', ''))).toEqual(CrashPoint?.enum)
  const phases = ['none', ...(definitions.Phase?.enum ?? [])]
  expect(rows.filter(([, , , , journal = '']) => !phases.includes(journal))).toEqual([])
})

it('knows the states of an incumbent that can be observed', () => {
  const { operations } = catalogue.document as {
    operations: Record<string, { result: { properties: Record<string, { enum?: string[] }> } }>
  }
  const session = operations['incumbent.state']?.result.properties.session?.enum ?? []
  expect(
    table('state')
      .map(([state]) => state)
      .sort(),
  ).toEqual([...session].sort())
})
