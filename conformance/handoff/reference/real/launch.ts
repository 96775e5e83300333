import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** The command of a process of the reference implementation. */
function program(): readonly string[] {
  const source = beside('./program.ts')
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return [process.execPath, '--import', loader, source]
}

/** What a process is started with. */
export interface Launch {
  readonly environment: Readonly<Record<string, string>>
  /** Descriptors from 3 on: numbers of this process, and `pipe` for a socket pair of which this process has the other end. */
  readonly descriptors?: readonly (number | 'pipe')[]
  /** Listeners that are opened for it, by their descriptors, with the first descriptor above moved to `control`. */
  readonly opened?: { readonly numbers: readonly number[]; readonly control: number | null }
  readonly relay?: boolean
}

/** Starts a process; what goes wrong is told by its event `error`. */
export function launch({ environment, descriptors = [], opened, relay = false }: Launch): ChildProcess {
  const exec = relay ? ['python3', beside('./relay.py')] : program()
  const command = opened === undefined ? exec : ['python3', beside('./launch.py'), JSON.stringify({ exec, ...opened })]
  const [file = '', ...args] = command
  return spawn(file, args, {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'inherit', ...descriptors],
  })
}
