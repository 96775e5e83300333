import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const tests = ['spec', 'machines', 'conformance', 'fixtures', 'reports', 'docs', 'bench', 'lint'].flatMap((room) =>
  readdirSync(new URL(room, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${room}/${file}`),
)
const replacesModules = (file: string): boolean =>
  readFileSync(new URL(file, import.meta.url), 'utf8').includes('vi.mock(')

/** A hang ends some time; no test on a machine that does much else may. In milliseconds. */
const bound = 30 * 60_000

export default defineConfig({
  test: {
    globalSetup: 'test-build.ts',
    testTimeout: bound,
    hookTimeout: bound,
    projects: [
      // What a file has loaded serves the next one, but for files that put something else in the place of a module.
      {
        extends: true,
        test: { name: 'together', isolate: false, include: tests.filter((file) => !replacesModules(file)) },
      },
      { extends: true, test: { name: 'apart', isolate: true, include: tests.filter(replacesModules) } },
    ],
  },
})
