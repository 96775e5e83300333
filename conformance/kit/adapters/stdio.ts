import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { CutoverError } from '../../../spec/error.ts'
import type { AdapterSource } from './adapter.ts'
import { splitCommand } from './command-line.ts'
import { type Exit, HarnessFault } from './fault.ts'
import { groupMemory, tellsMemory } from './memory-meter.ts'
import { killGroup, ownGroup } from './owned-groups.ts'
import { boundsOf, type Timeouts } from './pipeline.ts'
import { groupMeter } from './processor-meter.ts'
import { StderrTail } from './stderr-tail.ts'
import { type Link, StreamAdapter } from './stream-adapter.ts'

/** How long output may still come from a process that has ended: a descendant can hold the pipe open for ever. */
const drain_ms = 500

export interface StdioOptions {
  readonly timeout_ms: Timeouts['timeout_ms']
  /** A minute unless said otherwise. */
  readonly startTimeout_ms?: Timeouts['startTimeout_ms']
  readonly cwd?: string
  /** Set besides the kit's own environment. */
  readonly env?: Readonly<Record<string, string>>
  /** The one processor that the adapter may run on, from 0; needs `taskset` of util-linux. */
  readonly pin?: number
  /** Time from `bye` to the kill instead of the protocol's 5 s. */
  readonly grace_ms?: number
}

/**
 * Adapters that are processes speaking the adapter protocol on standard input and output. A command given as one string is
 * split into words, without a shell. Throws `CUT-ADAPTER-COMMAND` for an empty or unfinished command; `open` rejects with
 * `CUT-ADAPTER-START`.
 */
export function stdioSource(command: string | readonly string[], options: StdioOptions): AdapterSource {
  const words = typeof command === 'string' ? splitCommand(command) : command
  const name = typeof command === 'string' ? command : command.join(' ')
  const [file, ...args] = options.pin === undefined ? words : ['taskset', '-c', `${options.pin}`, ...words]
  if (file === undefined || words.length === 0) {
    throw new CutoverError('CUT-ADAPTER-COMMAND', 'expected a program and its arguments')
  }
  return {
    name,
    ...(tellsMemory() ? { tellsMemory: true } : {}),
    open: async () => {
      const child = await start(name, file, args, options)
      return new StreamAdapter(processLink(name, child.process, child.group), boundsOf(options), options.grace_ms)
    },
  }
}

async function start(
  name: string,
  file: string,
  args: readonly string[],
  options: StdioOptions,
): Promise<{ readonly process: ChildProcessWithoutNullStreams; readonly group: number }> {
  try {
    // Detached makes the process lead a group of its own, so that its descendants can be killed with it.
    const child = spawn(file, args, {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    if (child.pid !== undefined) {
      ownGroup(child.pid)
      return { process: child, group: child.pid }
    }
    throw await new Promise((resolve) => child.once('error', resolve))
  } catch (cause) {
    throw new HarnessFault('CUT-ADAPTER-START', `${name} to start; ${String(cause)}`, undefined, cause)
  }
}

function processLink(name: string, child: ChildProcessWithoutNullStreams, group: number): Link {
  const tail = new StderrTail()
  child.stderr.on('data', (chunk: Buffer) => tail.push(chunk))
  const streams = [child.stdin, child.stdout, child.stderr]
  // Pipes break when a process ends; its end is noticed, and told apart, by its exit.
  for (const stream of streams) stream.on('error', () => undefined)

  const exited = Promise.race([eventOf(child, 'close'), eventOf(child, 'exit').then(drain)])
  const closedOutput = eventOf(child.stdout, 'end').then(drain)
  return {
    name,
    input: child.stdout,
    output: child.stdin,
    stderr: () => tail.text(),
    meter: groupMeter(group),
    memory: groupMemory(group),
    ended: Promise.race([exited, closedOutput]).then(() => exitOf(child)),
    gone: exited.then(() => {
      for (const stream of streams) stream.destroy()
    }),
    kill: () => killGroup(group),
  }
}

function eventOf(emitter: NodeJS.EventEmitter, event: string): Promise<void> {
  return new Promise((resolve) => emitter.once(event, () => resolve()))
}

function drain(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, drain_ms).unref())
}

function exitOf(child: ChildProcess): Exit {
  if (child.signalCode !== null) return { signal: child.signalCode }
  if (child.exitCode !== null) return { exitCode: child.exitCode }
  return { cause: 'closed its output without ending' }
}
