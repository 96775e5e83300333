import type { Invariant } from '../../proof/system.ts'
import type { Daemon } from './daemon.ts'
import type { Handoff } from './handoff.ts'
import { names } from './named-ends.ts'

/** States of an incumbent without the lock, and of a successor with it. */
const unlocked = [
  'absent',
  'reportSealed',
  'sealed',
  'retaking',
  'reacquiring',
  'drainingAgain',
  'sealingAgain',
  'resumingUnlocked',
]
const locked = ['opening', 'announcing', 'binding']

/** What holds in every state. */
export function safety(handoff: Handoff): readonly Invariant[] {
  const { daemons, ground, supervision, history, ends, bounds } = handoff
  const believes = (daemon: Daemon): boolean =>
    daemon.alive &&
    (daemon.role === daemon.incumbent ? !unlocked.includes(daemon.state) : locked.includes(daemon.state))
  return [
    {
      id: 'S1',
      text: 'At most one process holds the lock, and who believes to hold it does.',
      holds: () => daemons.every((daemon) => believes(daemon) === daemon.holdsLock),
    },
    {
      id: 'S2',
      text: 'Only the holder of the lock acknowledges or makes writes: there is at most one writer.',
      holds: () =>
        daemons.every(({ consumer, holdsLock }) => holdsLock || !['serving', 'sealing'].includes(consumer.state)),
    },
    {
      id: 'S15',
      text: 'A process has one session at a time, and a supervisor one handoff.',
      holds: () => daemons.every((daemon) => daemon.state !== 'listening' || !daemon.stream.isOpen('process')),
    },
    {
      id: 'S16',
      text: 'While a supervisor or a process lives, somebody keeps the listeners open: no client is refused.',
      holds: () => handoff.keepsListeners || !supervision.alive || daemons.some(({ alive }) => alive),
    },
    {
      id: 'reachable',
      text: 'Who waits for a supervisor is who listens on the control path, but for the named runs.',
      holds: () =>
        (ends.named & bounds.excused & names.pathLost) !== 0 ||
        daemons.every(({ state, number }) => state !== 'listening' || ground.path.bound === number),
    },
    ...history.invariants(daemons),
  ]
}
