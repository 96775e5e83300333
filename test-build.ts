import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './spec/root.ts'

/** What tests start as processes of their own: a loader that compiles would take longer than the process. */
const programs = {
  cutover: 'conformance/kit/cli/cutover.ts',
  serve: 'conformance/kit/adapters/serve.ts',
  stdio: 'conformance/kit/adapters/stdio.ts',
  'event-stream': 'reports/stream.ts',
  'toy-reference': 'docs/toy/reference.ts',
  'osproxy-reference': 'conformance/osproxy/reference/reference.ts',
  'handoff-adapter': 'conformance/handoff/real-adapter.ts',
  'handoff-process': 'conformance/handoff/reference/real/program.ts',
} as const

/** Beside `dist/`, which tests leave alone. */
const folder = join(root, 'cutover-report', 'test-build')

/** The built file of a program. */
export function built(program: keyof typeof programs): string {
  return join(folder, `${program}.js`)
}

/** Builds the programs once for a run of tests. */
export async function setup(): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, join(root, file)])),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    packages: 'external',
    logLevel: 'error',
  })
  for (const helper of ['launch.py', 'relay.py', 'acceptor.py'])
    copyFileSync(join(root, 'conformance/handoff/reference/real', helper), join(folder, helper))
}
