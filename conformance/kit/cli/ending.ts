import { CommanderError } from 'commander'
import { diagnostics, out } from './terminal.ts'

/** Exit code of misuse: unknown options, malformed arguments, unreadable files. */
const misuse = 64

/** How the command ended, and whether it was asked for its text rather than for a verdict. */
const ending = { code: 0, isText: false }

/** The exit code of the process, once `command` has been performed and everything is written. */
export async function exitCodeOf(command: () => Promise<unknown>): Promise<number> {
  let code: number
  try {
    await command()
    code = ending.code
  } catch (error) {
    code = explainError(error)
  }
  return whatever(code)
}

/** What a command ended with that is asked for a verdict, and is the exit code whatever becomes of its text. */
export function finish(exitCode: number): void {
  ending.code = exitCode
}

/** The same of a command that is asked for its text: one that cannot be written is a fault. */
export function deliver(exitCode: number): void {
  ending.code = exitCode
  ending.isText = true
}

/** The exit code of a verdict stays what it is, whatever becomes of standard output and standard error. */
async function whatever(exitCode: number): Promise<number> {
  await out.flushed()
  if (out.failure !== undefined)
    diagnostics.line(`CUT-OUTPUT: standard output cannot be written: ${out.failure.message}`)
  await diagnostics.flushed()
  return out.failure !== undefined && ending.isText && exitCode === 0 ? 4 : exitCode
}

function explainError(error: unknown): number {
  if (error instanceof CommanderError) {
    ending.isText = true
    return error.exitCode === 0 ? 0 : misuse
  }
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('CUT-')) {
    diagnostics.line(`${String(error.code)}: ${error.message}`)
    return 'exitCode' in error && error.exitCode === 4 ? 4 : misuse
  }
  diagnostics.lines([
    'CUT-DEFECT: the kit itself failed; please report this.',
    ...(error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'),
  ])
  return 4
}
