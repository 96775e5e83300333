import { readdirSync, readFileSync } from 'node:fs'
import type { Usage } from './patience.ts'

/** Reads a growing `Usage`; undefined where the operating system does not tell it. */
export type Meter = () => Usage | undefined

/** A peer whose processes are unknown, such as one behind a socket. */
export const unreadable: Meter = () => undefined

/**
 * The processor time of a process group and of every descendant of its leader, as Linux tells it thread by thread (proc(5),
 * `/proc/<pid>/task/<tid>/schedstat`). A thread that ends between two readings keeps what it had at the earlier one.
 */
export function groupMeter(leader: number, proc = '/proc'): Meter {
  const known = new Map<string, Usage>()
  let total: Usage = { used_ms: 0, delayed_ms: 0 }
  return () => {
    const tasks = new Map<string, Usage>()
    try {
      for (const pid of members(leader, proc)) for (const [task, usage] of tasksOf(pid, proc)) tasks.set(task, usage)
    } catch {
      return undefined
    }
    for (const [task, { used_ms, delayed_ms }] of tasks) {
      const before = known.get(task) ?? { used_ms: 0, delayed_ms: 0 }
      total = {
        used_ms: total.used_ms + Math.max(0, used_ms - before.used_ms),
        delayed_ms: total.delayed_ms + Math.max(0, delayed_ms - before.delayed_ms),
      }
    }
    known.clear()
    for (const [task, usage] of tasks) known.set(task, usage)
    return total
  }
}

/** The thread of the kit that waits; without Linux's figures its use is known, its delay is not. */
export function kitUsage(proc = '/proc'): Usage {
  try {
    return usageIn(`${proc}/self/schedstat`)
  } catch {
    return { used_ms: process.cpuUsage().user / 1000, delayed_ms: 0 }
  }
}

/** The processes of a group and every descendant of its leader. Throws where there is no such file system. */
export function members(leader: number, proc: string): readonly number[] {
  const parents = new Map<number, { readonly parent: number; readonly group: number }>()
  for (const name of readdirSync(proc)) {
    if (!/^\d+$/.test(name)) continue
    const stat = ifThere(() => readFileSync(`${proc}/${name}/stat`, 'latin1'))
    // The name of the program stands in parentheses and may hold anything, parentheses too.
    const [, parent, group] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    if (group !== undefined) parents.set(Number(name), { parent: Number(parent), group: Number(group) })
  }
  const belongs = (pid: number, depth = 0): boolean => {
    const found = parents.get(pid)
    if (found === undefined || depth > parents.size) return false
    return pid === leader || found.group === leader || belongs(found.parent, depth + 1)
  }
  return [...parents.keys()].filter((pid) => belongs(pid))
}

/** Throws where the kernel keeps no such figures of a process that is still there. */
function tasksOf(pid: number, proc: string): readonly (readonly [string, Usage])[] {
  const folder = `${proc}/${pid}/task`
  return (ifThere(() => readdirSync(folder)) ?? []).flatMap((task) => {
    const usage = ifThere(() => usageIn(`${folder}/${task}/schedstat`))
    if (usage !== undefined) return [[task, usage] as const]
    if (ifThere(() => readFileSync(`${folder}/${task}/stat`)) === undefined) return []
    throw new Error(`${folder}/${task} has no schedstat`)
  })
}

function usageIn(file: string): Usage {
  const [used = Number.NaN, delayed = Number.NaN] = readFileSync(file, 'latin1').split(' ').map(Number)
  if (Number.isNaN(used + delayed)) throw new Error(`${file}: expected nanoseconds of use and of delay`)
  return { used_ms: used / 1e6, delayed_ms: delayed / 1e6 }
}

/** Processes end while they are looked at. */
function ifThere<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
