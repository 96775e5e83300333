import { readFileSync } from 'node:fs'
import { members } from './processor-meter.ts'

/** Resident bytes; undefined where the operating system does not tell them. */
export type MemoryMeter = () => number | undefined

/** The resident memory of a process group and of every descendant of its leader (proc(5), `VmRSS` of `/proc/<pid>/status`). */
export function groupMemory(leader: number, proc = '/proc'): MemoryMeter {
  return () => {
    try {
      return members(leader, proc).reduce((sum, pid) => sum + residentOf(`${proc}/${pid}/status`), 0)
    } catch {
      return undefined
    }
  }
}

/** Whether this machine tells the memory of processes at all. */
export function tellsMemory(proc = '/proc'): boolean {
  try {
    return residentOf(`${proc}/self/status`) > 0
  } catch {
    return false
  }
}

/** A process that ends meanwhile, or is a zombie, has none. */
function residentOf(file: string): number {
  let status: string
  try {
    status = readFileSync(file, 'latin1')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return 0
    throw error
  }
  return Number(/^VmRSS:\s+([0-9]+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}
