import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { AnyChart } from '../../../machines/chart/chart.ts'
import { root } from '../../../spec/root.ts'
import { protocols } from './protocols.ts'

/**
 * A chart as one module that needs nothing but XState: the configuration as it stands, with its guards and updates. By the
 * names of things, chart `<protocol>.<name>` is `<name>` of machines/<protocol>/charts/<name>.ts.
 */
export async function chartModule({ id, explain }: Pick<AnyChart, 'id' | 'explain'>): Promise<string> {
  const [protocol, name] = id.split('.')
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${name} } from './machines/${protocol}/charts/${name}.ts'
import { toXState } from './machines/chart/xstate.ts'
export const machine = toXState(${name})
`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['xstate'],
    target: 'es2022',
    write: false,
    banner: {
      js: `// ${id}: ${explain}
// Run it: import { createActor } from 'xstate'; createActor(machine).start().send({ type: … })
// What the chart says are actions of their own names; give them something to do with machine.provide({ actions }).`,
    },
  })
  return outputFiles.map(({ text }) => text).join('')
}

/** Writes the module of every chart to dist/charts. */
async function writeModules(): Promise<void> {
  const folder = join(root, 'dist', 'charts')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { load } of protocols)
    for (const chart of (await load()).charts) writeFileSync(join(folder, `${chart.id}.js`), await chartModule(chart))
}

if (process.argv[1]?.endsWith('chart-modules.ts') === true) await writeModules()
