import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadRegister } from '../register.ts'
import { loadSchema } from '../schemas.ts'

const page = readFileSync(`${import.meta.dirname}/README.md`, 'utf8')
const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const catalogue = loadSchema(`${import.meta.dirname}/adapter.schema.json`)

/** What the pattern's first group captures, anywhere on the page. */
const named = (pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1] ?? '')

it.each([
  ['requirements', /\b(OSP-\d+)\b/g, register.requirements.map(({ id }) => id)],
  [
    'operations',
    /`((?:state|store|ctl|clock|fault|proxy|upstream|obs|batch)\.[a-z_]+)`/g,
    Object.keys(catalogue.operations ?? {}),
  ],
  ['capabilities', /capability `([a-z_]+)`/g, Object.keys(catalogue.capabilities ?? {})],
  ['parameters', /parameter `([a-z_]+)`/g, Object.keys(catalogue.parameters ?? {})],
])('refers only to %s that exist', (_table, pattern, existing) => {
  const names = named(pattern)
  expect(names).not.toEqual([])
  expect(names.filter((name) => !existing.includes(name))).toEqual([])
})

it('explains every error code of the catalogue', () => {
  expect(Object.keys(catalogue.errors ?? {}).filter((code) => !page.includes(code))).toEqual([])
})

it('lists exactly the requirements that the register marks as hardened', () => {
  const paragraph = page.split('\n\n').find((text) => text.includes('mark `hardened`')) ?? ''
  const marked = register.requirements.filter(({ hardened }) => hardened === true).map(({ id }) => id)
  expect(paragraph.match(/OSP-\d+/g)).toEqual(marked)
})

it('audits every requirement, with its level and origin', () => {
  const audit = readFileSync(`${import.meta.dirname}/audit.md`, 'utf8')
  const rows = [...audit.matchAll(/^\| (OSP-\d+) \| (\w+) \| (\w+) \| [^|]+ \| [^|]+ \|/gm)]
  expect(rows.map(([, ...row]) => row)).toEqual(
    register.requirements.map(({ id, level, origin }) => [id, level, origin]),
  )
})
