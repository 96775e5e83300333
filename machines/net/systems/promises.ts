import type { LeadsTo } from '../../proof/system.ts'
import type { Migration } from './migration.ts'

/** What comes true in the end on every fair run. */
export function promises(migration: Migration): readonly LeadsTo[] {
  const { history, handle, bounds } = migration
  const ended: LeadsTo = {
    id: 'L1',
    text: 'Every migration ends with success or a failure that is told, and its handle says which.',
    when: () => migration.isWaiting,
    eventually: () => !migration.isWaiting,
  }
  const forward: LeadsTo = {
    id: 'L2',
    text: 'A migration that is past cutover is live at its target in the end.',
    when: () => migration.orchestrator.isPastCutover,
    eventually: () => history.failed || migration.node(2).host.isLive,
  }
  const succeeds: LeadsTo = {
    id: 'L4',
    text: 'Whatever was lost, a migration that is started again and again succeeds in the end.',
    when: () => migration.isWaiting,
    eventually: () => history.failed || migration.node(2).host.isLive || handle.state === 'succeeded',
  }
  return bounds.succeeds === 1 ? [ended, forward, succeeds] : [ended, forward]
}
