import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Incumbents that serve their control path wrongly. */
export const incumbentsMutants: readonly Mutant<Parts, 'incumbents'>[] = [
  {
    id: 'handoff/two-sessions-at-once',
    violates: 'HOF-110',
    explain: 'A second connection is served beside the first.',
    part: 'incumbents',
    apply: (original) => ({
      next: (incumbent) => {
        const { session } = incumbent
        if (session?.state === 'await_ack') incumbent.session = undefined
        original.next(incumbent)
        incumbent.session ??= session
      },
    }),
  },
  {
    id: 'handoff/the-path-stays-with-a-dead-successor',
    violates: 'HOF-114',
    explain: 'An incumbent that resumes does not look whose control path it is.',
    part: 'incumbents',
    apply: () => ({ reclaim: (_incumbent, then) => then() }),
  },
  {
    id: 'handoff/any-user-may-hand-over',
    violates: 'HOF-153',
    explain: 'Peers of every user are served.',
    part: 'incumbents',
    apply: () => ({ permitted: () => true }),
  },
  {
    id: 'handoff/long-paths-have-no-room-for-the-other-name',
    violates: 'HOF-154',
    explain: 'A control path is refused where the name beside it, under which it is bound first, would be too long.',
    part: 'incumbents',
    apply: (original) => ({
      bind: (incumbent, then) =>
        incumbent.directory.name.length > 32 ? then('path_too_long') : original.bind(incumbent, then),
    }),
  },
  {
    id: 'handoff/a-lack-of-descriptors-is-the-end',
    violates: 'HOF-155',
    explain: 'An incumbent that cannot accept a connection ends.',
    part: 'incumbents',
    apply: (original, parts) => ({
      next: (incumbent) => {
        const path = incumbent.path
        if (path === undefined) return original.next(incumbent)
        const accept = path.accept.bind(path)
        path.accept = () => {
          const stream = accept()
          if (stream === 'lack') parts.incumbents.finish(incumbent, 'io')
          return stream
        }
        original.next(incumbent)
        path.accept = accept
      },
    }),
  },
  {
    id: 'handoff/a-cold-start-heeds-the-pidfile-of-the-dead',
    violates: 'HOF-138',
    explain: 'A cold start does not begin where the pidfile names somebody, whether or not the lock is free.',
    part: 'incumbents',
    apply: (original, parts) => ({
      start: (incumbent, then) => {
        const holder_pid = parts.locks.holder(incumbent.directory)
        if (holder_pid === 0) original.start(incumbent, then)
        else then({ code: 'lock_held', holder_pid })
      },
    }),
  },
]
