import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Check } from '../conformance/kit/check.ts'
import { layoutBreaches } from './check-layout.ts'

const check = (name: string, id = 'x/two-words', kind = 'scenario'): string =>
  `export const ${name} = { id: '${id}', kind: '${kind}', requirements: [], needs: [], explain: '' }\n`

/** The breaches of these files, where every check that they export is listed. */
async function breaches(files: Readonly<Record<string, string>>, unlisted = false): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'checks-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const exported = await Promise.all(
    Object.keys(files).map((path) => import(join(folder, path)) as Promise<Record<string, Check>>),
  )
  const listed = exported.flatMap((module) => Object.values(module)).filter((value) => typeof value === 'object')
  return layoutBreaches(folder, { id: 'x', checks: unlisted ? [] : listed })
}

const good = { 'scenarios/two-words.ts': check('twoWords') }

test('a check in a file of its name in the folder of its kind, and what it shares beside it', async () => {
  expect(await breaches({ ...good, 'plan.ts': 'export const plan = () => 1\n' })).toEqual([])
})

test.each([
  ['another name', { 'scenarios/other-words.ts': check('twoWords') }, 'not check otherWords alone'],
  ['another id', { 'scenarios/two-words.ts': check('twoWords', 'x/words') }, 'holds x/words'],
  ['another kind', { 'walks/two-words.ts': check('twoWords') }, 'not x/two-words of kind model'],
  ['a second export', { 'scenarios/two-words.ts': `${check('twoWords')}export const more = 1\n` }, 'twoWords, more'],
  ['a helper among checks', { ...good, 'scenarios/plan.ts': 'export const plan = () => 1\n' }, 'scenarios/plan.ts'],
  ['a folder of another name', { ...good, 'shared/plan.ts': '' }, 'shared/plan.ts is no check'],
  ['a check beside the folders', { 'two-words.ts': check('twoWords') }, 'two-words.ts holds a check outside'],
])('%s is a breach', async (_, files, told) => {
  expect((await breaches(files)).join('\n')).toContain(told)
})

test('a check that is not listed is a breach', async () => {
  expect(await breaches(good, true)).toEqual(['x/two-words is listed 0 times, not once'])
})
