import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/**
 * Takes an exclusive `flock` without waiting, on a description of its own, by util-linux `flock` on the inherited descriptor: it
 * belongs to the description, so it stays when the helper has ended. Undefined where another holds it; else what frees it.
 */
export function flock(path: string): (() => void) | undefined {
  const descriptor = openSync(path, 'a', 0o600)
  const { status } = spawnSync('flock', ['-n', '-x', '3'], { stdio: ['ignore', 'ignore', 'ignore', descriptor] })
  if (status === 0) return () => closeSync(descriptor)
  closeSync(descriptor)
  return undefined
}
