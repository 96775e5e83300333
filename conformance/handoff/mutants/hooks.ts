import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Hooks that are called at the wrong time, and wrong replies behind them. */
export const hooksMutants: readonly Mutant<Parts, 'hooks'>[] = [
  {
    id: 'handoff/the-deadline-alone-bounds-the-drain',
    violates: 'HOF-055',
    explain: 'The drain hook gets the deadline, also where the grace is lower.',
    part: 'hooks',
    apply: () => ({ deadlineIn: ({ deadline_ms }) => Math.min(Number(deadline_ms), Number.MAX_SAFE_INTEGER) }),
  },
  {
    id: 'handoff/lets-the-lock-go-at-the-drain',
    violates: 'HOF-058',
    explain: 'The lock is let go when the drain begins.',
    part: 'hooks',
    apply: (original, parts) => ({
      drain: (session, message) => {
        original.drain(session, message)
        parts.locks.drop(session.incumbent.host, session.incumbent.directory)
      },
    }),
  },
  {
    id: 'handoff/seals-unasked',
    violates: 'HOF-059',
    explain: 'The seal hook is called when the drain hook has ended.',
    part: 'hooks',
    apply: (original, parts) => ({
      drained: (session, end) => {
        parts.consumers.call(session.incumbent.consumer, 'seal', true, () => {})
        original.drained(session, end)
      },
    }),
  },
  {
    id: 'handoff/failed-drains-stay-stopped',
    violates: 'HOF-065',
    explain: 'Where the drain hook fails, the session ends and nothing is resumed.',
    part: 'hooks',
    apply: (original, parts) => ({
      drained: (session, end) => {
        if (end.failed === undefined) return original.drained(session, end)
        parts.hooks.leave(session)
        session.state = 'active'
        parts.sessions.end(session, 'hook_failed')
      },
    }),
  },
  {
    id: 'handoff/lets-go-behind-seal-complete',
    violates: 'HOF-068',
    explain: 'SealComplete is sent a second before the lock is let go.',
    part: 'hooks',
    apply: (_original, parts) => ({
      sealed: (session, id, { step, failed }) => {
        parts.hooks.leave(session)
        if (failed !== undefined) return parts.hooks.sealFailed(session, id, failed)
        session.state = 'sealed'
        session.incumbent.host.after(1_000, () => parts.recovery.unlock(session.incumbent))
        parts.sessions.reply(session, { type: 'SealComplete', handoff_id: id, ...parts.consumers.sealed(step) })
      },
    }),
  },
  {
    id: 'handoff/failed-seals-stay-stopped',
    violates: 'HOF-070',
    explain: 'Behind SealFailed nothing is resumed.',
    part: 'hooks',
    apply: (_original, parts) => ({
      sealFailed: (session, id, error) => {
        session.state = 'active'
        session.active = undefined
        parts.sessions.reply(session, { type: 'SealFailed', handoff_id: id, error, partial_state: '' })
      },
    }),
  },
  {
    id: 'handoff/writes-on-behind-the-seal',
    violates: 'HOF-071',
    explain: 'The consumer takes writes again when its seal has ended.',
    part: 'hooks',
    apply: (original) => ({
      sealed: (session, id, end) => {
        original.sealed(session, id, end)
        session.incumbent.consumer.serving = true
      },
    }),
  },
  {
    id: 'handoff/heartbeats-go-on-behind-a-hook',
    violates: 'HOF-116',
    explain: 'Heartbeats are sent on when the hook has ended.',
    part: 'hooks',
    apply: () => ({ leave: () => {} }),
  },
]
