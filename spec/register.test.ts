import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { loadRegister } from './register.ts'

const folder = mkdtempSync(join(tmpdir(), 'cutover-register-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sound = `protocol: toy
version: 1.0.0
title: A toy protocol
documents:
  paper: { title: The paper, version: 2.1.0 }
robustness: TOY-002
requirements:
  - id: TOY-001
    level: MUST
    category: safety
    profile: core
    origin: document
    text: The lock has one owner.
    source: ['paper:5-12', 'paper']
    boundary: ['0', '1']
  - id: TOY-002
    level: MAY
    category: fault
    profile: core
    origin: completion
    hardened: true
    text: Nothing ends the process.
    source: ['paper:7']
    excluded: No operation can show it.
    checks: [toy/survives]
`

function written(text: string): string {
  const path = join(folder, 'requirements.yaml')
  writeFileSync(path, text)
  return path
}

it('returns a sound register as it stands in the file', () => {
  const register = loadRegister(written(sound))
  expect(register.requirements.map(({ id }) => id)).toEqual(['TOY-001', 'TOY-002'])
  expect(register.requirements[0]).toEqual({
    id: 'TOY-001',
    level: 'MUST',
    category: 'safety',
    profile: 'core',
    origin: 'document',
    text: 'The lock has one owner.',
    source: ['paper:5-12', 'paper'],
    boundary: ['0', '1'],
  })
  expect(register.documents.paper).toEqual({ title: 'The paper', version: '2.1.0' })
})

it.each([
  ['CUT-REGISTER-YAML', 3, 'version: 1.0.0', 'version: [1.0.0'],
  ['CUT-REGISTER-YAML', 3, 'title: A toy', 'version: 2.0.0\ntitle: A toy'],
  ['CUT-REGISTER-SCHEMA', 9, 'level: MUST', 'level: must'],
  ['CUT-REGISTER-SCHEMA', 8, '    level: MUST\n', ''],
  ['CUT-REGISTER-SCHEMA', 8, '    level: MUST\n', '    level: MUST\n    severity: 3\n'],
  ['CUT-REGISTER-SCHEMA', 14, "'paper:5-12'", "'paper 5-12'"],
  ['CUT-REGISTER-SCHEMA', 1, 'title: A toy protocol\n', ''],
  ['CUT-REGISTER-DUPLICATE', 16, 'id: TOY-002', 'id: TOY-001'],
  ['CUT-REGISTER-PREFIX', 8, 'id: TOY-001', 'id: TAY-001'],
  ['CUT-REGISTER-SOURCE', 14, "'paper:5-12'", "'newspaper:5-12'"],
  ['CUT-REGISTER-SOURCE', 14, "'paper:5-12'", "'constructor:5-12'"],
  ['CUT-REGISTER-EXCLUDED', 24, 'excluded: No operation can show it.', "excluded: ''"],
  ['CUT-REGISTER-EXCLUDED', 24, 'excluded: No operation can show it.', "excluded: '  '"],
  ['CUT-REGISTER-EXCLUDED', 24, 'excluded: No operation can show it.', 'excluded:'],
  ['CUT-REGISTER-ROBUSTNESS', 6, 'robustness: TOY-002', 'robustness: TOY-003'],
])('refuses a falsified register with %s and names line %i', (code, line, from, to) => {
  expect(sound).toContain(from)
  const path = written(sound.replace(from, to))
  expect(() => loadRegister(path)).toThrow(expect.objectContaining({ code, exitCode: 4 }))
  expect(() => loadRegister(path)).toThrow(`${path}:${line}: `)
  expect(() => loadRegister(path)).toThrow('see spec/register.schema.json')
})

it('says so when there is no register', () => {
  const path = join(folder, 'absent.yaml')
  expect(() => loadRegister(path)).toThrow(expect.objectContaining({ code: 'CUT-REGISTER-READ' }))
})
