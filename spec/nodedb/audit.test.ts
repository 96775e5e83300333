import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadRegister } from '../register.ts'

const page = readFileSync(`${import.meta.dirname}/audit.md`, 'utf8')
const prose = readFileSync(`${import.meta.dirname}/README.md`, 'utf8')
const { requirements } = loadRegister(`${import.meta.dirname}/requirements.yaml`)

/** Requirement, level, what the source says, and what is judged. */
const rows = [...page.matchAll(/^\| (NDB-\d+) \| (\w+) \| (.+) \| (.+) \|$/gm)].map(([, ...cells]) => cells)

it('holds every requirement, with its level, against its source once', () => {
  expect(rows.map(([id, level]) => [id, level])).toEqual(requirements.map(({ id, level }) => [id, level]))
})

it('tells the same kind of source as the register', () => {
  const kind = (source = '') =>
    source.startsWith('silent') ? 'completion' : /^(measured|read off)/.test(source) ? 'upstream' : 'document'
  expect(rows.map(([id, , source]) => [id, kind(source)])).toEqual(requirements.map(({ id, origin }) => [id, origin]))
})

it('says of every sentence whether it is judged whole, or which part', () => {
  expect(rows.filter(([, , , judged]) => !/^(whole|part: )/.test(judged ?? ''))).toEqual([])
})

it('raises no level that the prose does not defend', () => {
  const raised = rows.filter(([, level, source]) => level === 'MUST' && /\*should\*/.test(source ?? ''))
  const defended = page.split('\n\n').find((text) => text.includes('called raised')) ?? ''
  expect(raised.map(([id]) => id)).toEqual([...new Set(defended.match(/NDB-\d+/g))].slice(0, raised.length))
  expect(prose).toContain('NDB-075 to\nNDB-077, NDB-102')
})
