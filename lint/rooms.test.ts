import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from '../spec/root.ts'
import { breaches } from './rooms.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rooms-'))
  for (const room of ['spec/ship', 'spec/train', 'machines', 'conformance', 'fixtures', 'reports'])
    mkdirSync(join(folder, room), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The breaches of a tree of these files, `file:line rule`. */
function found(files: Readonly<Record<string, string>>): string[] {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return breaches(folder).map(({ file, line, rule }) => `${file}:${line} ${rule}`)
}

describe('the rooms', () => {
  it('are kept by this tree', () => {
    expect(breaches(root)).toEqual([])
  })

  it.each([
    ['spec', 'spec/json.ts', 'machines/chart/chart.ts'],
    ['machines', 'machines/chart/chart.ts', 'conformance/kit/check.ts'],
    ['fixtures', 'fixtures/trace.ts', 'conformance/kit/check.ts'],
    ['reports', 'reports/event.ts', 'spec/json.ts'],
    ['conformance', 'conformance/kit/check.ts', 'fixtures/trace.ts'],
  ])('of %s import only what lies below', (_, from, to) => {
    const up = '../'.repeat(from.split('/').length - 1)
    expect(found({ [from]: `\nimport type { A } from '${up}${to}'\n`, [to]: 'export type A = 1\n' })).toEqual([
      expect.stringContaining(`${from}:2 `),
    ])
    expect(found({ [from]: '' })).toEqual([])
  })

  it('of the kit and of machines import down, types as well', () => {
    expect(
      found({
        'conformance/kit/adapters/adapter.ts': "import type { Run } from '../running/run.ts'\n",
        'conformance/kit/running/run.ts': "import '../adapters/stdio.ts'\nexport type Run = 1\n",
        'conformance/kit/adapters/stdio.ts': '',
        'machines/chart/chart.ts': "export * from '../proof/system.ts'\n",
        'machines/proof/system.ts': '',
      }).map((text) => text.replace(/ .*/, '')),
    ).toEqual(['conformance/kit/adapters/adapter.ts:1', 'machines/chart/chart.ts:1'])
  })

  it('take from reports the types of events, and nothing that runs', () => {
    expect(
      found({
        'conformance/kit/running/run.ts': "import type { Event } from '../../../reports/event.ts'\n",
        'reports/event.ts': 'export type Event = 1\n',
      }),
    ).toEqual([])
    expect(
      found({ 'conformance/kit/running/run.ts': "import { event } from '../../../reports/event.ts'\n" }),
    ).toHaveLength(1)
    expect(
      found({
        'conformance/kit/running/run.ts': "import type { A } from '../../../reports/console.ts'\n",
        'reports/console.ts': '',
      }),
    ).toHaveLength(1)
  })

  it('of one protocol import no other, in tests either', () => {
    expect(found({ 'spec/ship/codec.test.ts': "import '../train/codec.ts'\n", 'spec/train/codec.ts': '' })).toEqual([
      expect.stringContaining('protocol ship imports no other protocol'),
    ])
  })
})

describe('a file that serves all protocols', () => {
  it('reaches none of them, however long the way, but over the table', () => {
    const files = {
      'conformance/kit/cli/list.ts': "import './protocols.ts'\nimport { a } from './middle.ts'\n",
      'conformance/kit/cli/protocols.ts': "import '../../ship/protocol.ts'\n",
      'conformance/kit/cli/middle.ts': "import type { A } from '../../train/protocol.ts'\n",
      'conformance/ship/protocol.ts': '',
      'conformance/train/protocol.ts': '',
    }
    expect(found(files).filter((text) => text.includes('over the table'))).toEqual([
      expect.stringContaining('middle.ts → conformance/train/protocol.ts'),
    ])
    expect(
      found({
        ...files,
        'conformance/kit/cli/middle.ts': "const load = () => import('../../train/protocol.ts')\n",
      }).filter((text) => text.includes('over the table')),
    ).toEqual([
      expect.stringContaining('conformance/kit/cli/list.ts:2 '),
      expect.stringContaining('conformance/kit/cli/middle.ts:1 '),
    ])
  })

  it('names none of them outside comments', () => {
    expect(found({ 'reports/console.ts': "// ship\nexport const text = 'ship'\nexport const shipping = 1\n" })).toEqual(
      ['reports/console.ts:2 a file that serves all protocols names ship'],
    )
  })

  it('may import a module of the platform that has the name of one', () => {
    expect(
      found({ 'reports/console.ts': "import { connect } from 'node:ship'\nexport const open = connect\n" }),
    ).toEqual([])
  })
})

describe('the two oracles', () => {
  const chart = { 'machines/ship/charts/gate.ts': 'export const gate = 1\nexport type Gate = 1\n' }

  it('share no chart: a monitor reaches none, over shared files either, but may use types', () => {
    const monitor = 'conformance/ship/checks/monitors/reads.ts'
    expect(
      found({ ...chart, [monitor]: "import type { Gate } from '../../../../machines/ship/charts/gate.ts'\n" }),
    ).toEqual([])
    expect(
      found({
        [monitor]: "import { writes } from '../writes.ts'\n",
        'conformance/ship/checks/writes.ts':
          "import { gate } from '../../../machines/ship/charts/gate.ts'\nexport const writes = gate\n",
      }),
    ).toEqual([expect.stringMatching(/monitors\/reads\.ts:1 a monitor reaches.*writes\.ts → machines/)])
  })

  it('share no code with the reference', () => {
    expect(
      found({
        ...chart,
        'conformance/ship/reference/gate.ts': "import { gate } from '../../../machines/ship/charts/gate.ts'\n",
      }),
    ).toEqual([expect.stringContaining('a reference implementation is written from the specification')])
  })
})

describe('a circle of files', () => {
  it('is told once, where something of it exists at run time', () => {
    const files = {
      'spec/a.ts': "import { b } from './b.ts'\n",
      'spec/b.ts': "export { c } from './c.ts'\n",
      'spec/c.ts': "import { type A, a } from './a.ts'\n",
    }
    expect(found(files)).toEqual([expect.stringContaining('spec/a.ts → spec/b.ts → spec/c.ts → spec/a.ts')])
    expect(found({ ...files, 'spec/c.ts': "import { type A } from './a.ts'\n" })).toEqual([])
  })
})
