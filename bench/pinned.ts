import { execFileSync } from 'node:child_process'

/** Runs the work with this thread, and every process that it starts, on one core; where `taskset` is missing, on any. */
export async function pinned<T>(work: (isPinned: boolean) => Promise<T>): Promise<T> {
  let before: string
  try {
    before = affinity(['-cp', `${process.pid}`])
  } catch {
    return work(false)
  }
  const last = before.split(/[-,]/).at(-1) as string
  affinity(['-cp', last, `${process.pid}`])
  try {
    return await work(true)
  } finally {
    affinity(['-cp', before, `${process.pid}`])
  }
}

/** The list of cores that `taskset` tells after its last colon. */
function affinity(args: readonly string[]): string {
  return (execFileSync('taskset', args, { encoding: 'utf8' }).split(':').at(-1) as string).trim()
}
