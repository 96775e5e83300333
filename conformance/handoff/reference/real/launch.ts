import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Of the file that this became part of: processes and helpers lie side by side. */
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** What a process is started with. */
export interface Launch {
  readonly environment: Readonly<Record<string, string>>
  /** Descriptors from 3 on: numbers of this process, and `pipe` for a socket pair of which this process has the other end. */
  readonly descriptors?: readonly (number | 'pipe')[]
  /**
   * What Node cannot do: listeners are opened under their numbers, the first descriptor above is moved to `control`, and nothing
   * is passed on but those and the first `kept` from 3 on.
   */
  readonly opened?: { readonly numbers: readonly number[]; readonly control: number | null; readonly kept?: number }
  readonly relay?: boolean
  /** The file of the program; the one that this process runs unless told. */
  readonly program?: string
}

/** Starts a process; what goes wrong is told by its event `error`. */
export function launch({
  environment,
  descriptors = [],
  opened,
  relay = false,
  program = beside('./handoff-process.js'),
}: Launch): ChildProcess {
  const helper = (name: string): string => join(dirname(program), name)
  const exec = relay ? ['python3', helper('relay.py')] : [process.execPath, program]
  const command =
    opened === undefined ? exec : ['python3', helper('launch.py'), JSON.stringify({ exec, kept: 0, ...opened })]
  const [file = '', ...args] = command
  return spawn(file, args, {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'inherit', ...descriptors],
  })
}
