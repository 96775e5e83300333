import type { LeadsTo } from '../../proof/system.ts'
import type { Daemon } from './daemon.ts'
import type { Handoff } from './handoff.ts'
import { names, unserved } from './named-ends.ts'

/** What comes true in the end on every fair run. */
export function promises(handoff: Handoff): readonly LeadsTo[] {
  const { supervision, daemons, bounds } = handoff
  const served = (): boolean => daemons.some(({ serves }) => serves)
  const allowed = (): number => handoff.ends.named & bounds.excused
  const L1: LeadsTo = {
    id: 'L1',
    text: 'Every handoff ends.',
    when: () => supervision.isBusy,
    eventually: () => !supervision.isBusy,
  }
  const L3: LeadsTo = {
    id: 'L3',
    text:
      bounds.emptied === 0
        ? 'Somebody serves in the end, but for the named runs.'
        : 'Somebody serves in the end, or no process is left, but for the named runs.',
    when: () => !served(),
    eventually: () =>
      served() || (allowed() & unserved) !== 0 || (bounds.emptied === 1 && daemons.every(({ alive }) => !alive)),
  }
  const L2 = (daemon: Daemon): LeadsTo => ({
    id: 'L2',
    text: 'An incumbent that has stopped serves again in the end, or ends.',
    when: () => daemon.incumbent.state !== 'absent' && !daemon.serves,
    eventually: () => daemon.serves || !daemon.alive || (allowed() & (names.drainFailed | names.resumeFailed)) !== 0,
  })
  const L4: LeadsTo = {
    id: 'L4',
    text: 'An incumbent can be handed off again: its next handoff commits, unless something fails or is slow.',
    when: () => handoff.undisturbed && supervision.isBusy,
    eventually: () => !handoff.undisturbed || handoff.history.ready || (allowed() & names.pathLost) !== 0,
  }
  const restored: LeadsTo = {
    id: 'restored',
    text: 'After an aborted handoff all is as before: the incumbent serves with lock and path, the successor and the journal are gone.',
    when: () => handoff.aborted,
    eventually: () =>
      !handoff.aborted ||
      handoff.disturbed ||
      daemons.some(
        (daemon) =>
          daemon.serves &&
          daemon.holdsLock &&
          (handoff.ground.path.bound === daemon.number || (allowed() & names.pathLost) !== 0) &&
          daemons.every((other) => other === daemon || !other.alive) &&
          supervision.journal.state === 'absent',
      ),
  }
  const L5 = (daemon: Daemon): LeadsTo => ({
    id: 'L5',
    text: 'Who says nothing after Hello holds an incumbent up for a while only.',
    when: () => daemon.incumbent.state === 'awaitAck',
    eventually: () => daemon.incumbent.state !== 'awaitAck',
  })
  const each = (promise: (daemon: Daemon) => LeadsTo): readonly LeadsTo[] => daemons.map(promise)
  if (bounds.hangs === 1) return [L1]
  if (bounds.hangs === 2) return [...each(L2), L3]
  return [restored, L1, ...each(L2), L3, L4, ...each(L5)]
}
