import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../spec/json.ts'
import { initCommand, skeleton } from './init-command.ts'
import { loadProtocol, protocols } from './protocols.ts'
import { languages } from './skeleton-languages.ts'

const folder = mkdtempSync(join(tmpdir(), 'skeleton-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(protocols)('a skeleton for $id', ({ id, load }) => {
  it.each(Object.entries(languages))('in %s has every operation of its profile and no gap', async (name, language) => {
    const protocol = await load()
    const files = skeleton(name, language, protocol)
    const adapter = files.get(language.adapter) ?? ''
    for (const text of files.values()) expect(text).not.toMatch(/\{\{[#/]?\w+\}\}/)
    expect(adapter.match(/WRONG ON PURPOSE/g)?.length).toBeGreaterThan(1)
    expect(files.get('README.md')).toContain(`cutover adapter check ${id} --adapter "${language.command}"`)
  })
})

it('in Python answers every line, and what it answers has the right shape', async () => {
  const output = join(folder, 'python')
  expect(await initCommand({ lang: 'python', protocol: 'osproxy', output })).toBe(0)
  const protocol = await loadProtocol('osproxy')
  const asked = [
    '{"id":1,"op":"hello","params":{}}',
    'no line',
    '{"id":2,"op":"store.resolve","params":{"partition":"p"}}',
    '{"id":3,"op":"proxy.write"}',
    '{"id":4,"op":"reset"}',
    '{"id":5,"op":"bye"}',
    '{"id":6,"op":"hello"}',
  ]
  const said = spawnSync('python3', ['adapter.py'], { cwd: output, input: `${asked.join('\n')}\n`, encoding: 'utf8' })
  const [hello, malformed, resolved, unwritten, ...rest] = said.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject)
  expect(hello).toMatchObject({ ok: { protocol: 'osproxy', profile: 'store', language: 'Python' } })
  expect(malformed).toEqual({ id: null, error: { code: 'malformed' } })
  expect(protocol.catalogue().result('store.resolve', resolved?.ok)).toBeUndefined()
  expect(unwritten).toMatchObject({ id: 3, unsupported: 'not written yet' })
  expect(rest).toEqual([
    { id: 4, ok: {} },
    { id: 5, ok: {} },
  ])
})

it('replaces nothing that is there, and writes nothing then', async () => {
  const output = join(folder, 'python')
  const before = readFileSync(join(output, 'adapter.py'), 'utf8')
  await expect(initCommand({ lang: 'python', protocol: 'nodedb', output })).rejects.toMatchObject({ code: 'CUT-INIT' })
  expect(readFileSync(join(output, 'adapter.py'), 'utf8')).toBe(before)
})

it('says which languages and profiles there are', async () => {
  const output = join(folder, 'none')
  const init = (lang: string, profile?: string) =>
    initCommand({ lang, protocol: 'osproxy', output, ...(profile === undefined ? {} : { profile }) })
  await expect(init('pyton')).rejects.toMatchObject({ code: 'CUT-OPTION', message: expect.stringContaining('python') })
  await expect(init('go', 'stor')).rejects.toMatchObject({ message: expect.stringContaining('store') })
  expect(readdirSync(folder)).toEqual(['python'])
})
