/**
 * The process groups that this kit started. They die with it: on a normal exit, an uncaught error, SIGINT, SIGTERM and SIGHUP.
 * There is one registry because there is one process whose end counts.
 */
const owned = new Set<number>()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Takes charge of the group led by process `group`. */
export function ownGroup(group: number): void {
  if (owned.size === 0) {
    process.on('exit', killAll)
    for (const signal of signals) process.on(signal, onSignal)
  }
  owned.add(group)
}

/** Kills every process of an owned group and lets go of it; without effect on any other group. */
export function killGroup(group: number): void {
  if (!owned.delete(group)) return
  try {
    process.kill(-group, 'SIGKILL')
  } catch (error) {
    // ESRCH: nobody is left. EPERM: only zombies are left (macOS).
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error
  }
  if (owned.size === 0) {
    process.off('exit', killAll)
    for (const signal of signals) process.off(signal, onSignal)
  }
}

function killAll(): void {
  for (const group of [...owned]) killGroup(group)
}

/** Handling a signal disables its default; so when nobody else handles it, the kit dies of it as it would have. */
function onSignal(signal: NodeJS.Signals): void {
  killAll()
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}
