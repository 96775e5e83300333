import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AdapterSource } from '../adapter.ts'
import { type StdioOptions, stdioSource } from '../stdio.ts'

/** An adapter of this folder whose processes, with all their descendants, can be found again by a mark in their environment. */
export interface MarkedSource extends AdapterSource {
  /** Ids of the processes that still run (Linux). */
  running(): readonly number[]
}

export function markedSource(name: string, options: Partial<StdioOptions> = {}): MarkedSource {
  const mark = randomUUID()
  const script = fileURLToPath(new URL(`./${name}.mjs`, import.meta.url))
  const source = stdioSource([process.execPath, script], {
    timeout_ms: 10_000,
    grace_ms: 2_000,
    ...options,
    env: { ...options.env, CUTOVER_MARK: mark },
  })
  return { ...source, running: () => marked(mark) }
}

/** Ids of the processes with this mark; a zombie has no environment any more and does not count. */
export function marked(mark: string): readonly number[] {
  const running = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && environmentOf(entry).includes(mark))
  return running.map(Number)
}

function environmentOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/environ`, 'latin1')
  } catch {
    // It ended meanwhile, or belongs to somebody else.
    return ''
  }
}
