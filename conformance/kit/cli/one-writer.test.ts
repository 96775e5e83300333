import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../spec/root.ts'

/** Commands of this repository's own upkeep, which print their own words only. */
const upkeep = /^(bench\/|spec\/generate-types\.ts$|conformance\/[a-z]+\/vendors\/)/
/** Makes the two writers, and hands standard output to the adapter protocol, whose lines are JSON. */
const handsOver: Readonly<Record<string, RegExp>> = {
  'conformance/kit/cli/terminal.ts':
    /^export const (out = new Writer\(process\.stdout|diagnostics = new Writer\(process\.stderr), process\.env\)$/,
  'conformance/kit/cli/serve-command.ts': /^ {2}await serve\(.*, process\.stdin, process\.stdout\)$/,
  'conformance/handoff/real-adapter.ts': /^await serve\(.*, process\.stdin, process\.stdout\)$/,
}

const writes = /process\.std(out|err)|process\.stdout|\bconsole\.(?!ts\b)|\bfs\.writeSync\(|writeSync\([12],/

function sources(): readonly string[] {
  return ['spec', 'machines', 'conformance', 'fixtures', 'reports'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((file) => !upkeep.test(file) && !file.includes('/target/')),
  )
}

test('nothing but the writer reaches a terminal or a log', () => {
  const found = sources().flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => writes.test(line) && !/^\s*(\/\/|\/?\*)/.test(line) && handsOver[file]?.test(line) !== true)
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})
