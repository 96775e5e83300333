import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** Work that a process does task after task, once it has what all of its tasks share. */
export interface Workshop<Shared, Task, Result> {
  /** The file of the module that serves it, from the root of the process's module graph. */
  readonly module: string
  /** What tells it from others that the module serves. */
  readonly name: string
  readonly open: (shared: Shared) => Promise<(task: Task) => Promise<Result>>
}

/**
 * Does tasks in `jobs` processes, or in this one where that is enough, and tells the results in the order of the tasks: they are
 * the same for any number of processes. What is shared, the tasks and the results pass as JSON.
 */
export async function* inProcesses<Shared, Task, Result>(
  workshop: Workshop<Shared, Task, Result>,
  shared: Shared,
  tasks: readonly Task[],
  jobs: number,
): AsyncGenerator<Result> {
  if (jobs <= 1 || tasks.length <= 1) {
    const perform = await workshop.open(shared)
    for (const task of tasks) yield await perform(task)
    return
  }
  const told: ((result: Result) => void)[] = []
  const results = tasks.map((_, at) => new Promise<Result>((resolve) => (told[at] = resolve)))
  const workers = Array.from({ length: Math.min(jobs, tasks.length) }, () => fork(workshop.module, [workshop.name]))
  const queue = [...tasks.entries()]
  const drain = async (worker: ChildProcess): Promise<void> => {
    const ended = once(worker, 'exit').then(([code]) => {
      throw new Error(`a process of ${workshop.name} ended with ${String(code)} before its work`)
    })
    ended.catch(() => {})
    worker.send({ shared })
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, task] = next
      worker.send({ task })
      const [result] = (await Promise.race([once(worker, 'message'), ended])) as [Result]
      told[at]?.(result)
    }
  }
  const drained = Promise.all(workers.map(drain))
  try {
    for (const result of results) yield await Promise.race([result, drained.then(() => result)])
  } finally {
    for (const worker of workers) worker.kill()
  }
}

/** Serves the workshop if this process was started for it. */
export function serveTasks<Shared, Task, Result>(workshop: Workshop<Shared, Task, Result>): void {
  if (process.argv[1] !== workshop.module || process.argv[2] !== workshop.name) return
  let opened: Promise<(task: Task) => Promise<Result>> | undefined
  process.on('message', async (message: { readonly shared: Shared } | { readonly task: Task }) => {
    if ('shared' in message) opened = workshop.open(message.shared)
    else process.send?.(await (await opened)?.(message.task))
  })
}
