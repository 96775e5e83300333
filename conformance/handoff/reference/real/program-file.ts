import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const BUILT = 'handoff-process.js'
const HELPERS = ['launch.py', 'relay.py', 'acceptor.py']

let bundle: Uint8Array | undefined

/**
 * The program of a process, as one file that starts at once, with its helpers beside it: that of the package, or one that is
 * bundled from the sources into the folder. A loader that compiles would take longer than the protocol gives a successor on a
 * busy machine.
 */
export function programFile(folder: string): string {
  if (existsSync(beside(BUILT))) return beside(BUILT)
  bundle ??= bundled()
  writeFileSync(join(folder, BUILT), bundle)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const helper of HELPERS) copyFileSync(beside(helper), join(folder, helper))
  return join(folder, BUILT)
}

function bundled(): Uint8Array {
  // Where there are sources, there are the tools that build them.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild')
  const entryPoints = [beside('program.ts')]
  const { outputFiles } = buildSync({
    entryPoints,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}
