import type { Failure, Outcome } from '../../../spec/handoff/adapter.types.ts'
import type { Journal } from '../../../spec/handoff/messages.types.ts'
import type { Handoff, Request } from './handoffs.ts'
import type { Directory, Host } from './host.ts'
import type { Parts } from './parts.ts'

/** A process that holds listeners and drives handoffs of one incumbent. */
export interface Supervisor {
  readonly host: Host
  readonly directory: Directory
  /** Names of its listeners, in the order in which they are handed on. */
  readonly listeners: readonly string[]
  readonly keepsJournal: boolean
  /** The handoff that is under way (HOF-152). */
  handoff: Handoff | undefined
  /** Writes of the journal until the one that fails; 0 for none. */
  failingWrite: number
}

/** How a handoff ended. */
export type HandoffEnd =
  | { readonly outcome: Outcome; readonly failure?: never; readonly message?: never }
  | { readonly failure: Failure; readonly message: string; readonly outcome?: never }

/** How a look into the journal ended. */
export type ResumeEnd = { readonly record?: Journal; readonly failure?: 'codec' }

/** Supervisors. */
export interface Supervisors {
  create(origin: Pick<Supervisor, 'host' | 'directory' | 'listeners' | 'keepsJournal'>): Supervisor
  perform(supervisor: Supervisor, request: Request, then: (end: HandoffEnd) => void): void
  /** After a restart: what the journal says; the incumbent is probed and the journal deleted (HOF-131). */
  resume(supervisor: Supervisor, then: (end: ResumeEnd) => void): void
  /** Reads one frame from whoever is there, for `probe_ms`. */
  probe(supervisor: Supervisor, then: () => void): void
  /** Writes the journal, if there is one. False where that fails. */
  note(supervisor: Supervisor, record: Journal): boolean
  forget(supervisor: Supervisor): void
}

export function createSupervisors(parts: Parts): Supervisors {
  return {
    create: (origin) => ({ ...origin, handoff: undefined, failingWrite: 0 }),
    perform: (supervisor, request, then) => {
      if (supervisor.handoff !== undefined)
        return then({ failure: 'handoff_in_progress', message: 'another handoff is under way' })
      supervisor.handoff = parts.handoffs.create(supervisor, request, (end) => {
        supervisor.handoff = undefined
        then(end)
      })
      parts.handoffs.connect(supervisor.handoff)
    },
    resume: (supervisor, then) => {
      const record = supervisor.keepsJournal ? parts.journals.read(supervisor.directory) : undefined
      if (record === undefined) return then({})
      if (record === 'codec') return then({ failure: 'codec' })
      parts.supervisors.probe(supervisor, () => {
        parts.supervisors.forget(supervisor)
        then({ record })
      })
    },
    probe: ({ host, directory }, then) =>
      directory.connect((stream) => {
        if (stream === undefined) return then()
        const channel = parts.channels.open(host, stream)
        const end = (): void => {
          if (channel.closed) return
          bound.cancel()
          parts.channels.close(channel)
          then()
        }
        const bound = host.after(parts.settings.probe(), end)
        const look = (): void => {
          if (parts.channels.next(channel) !== undefined) end()
        }
        stream.onReadable(look)
        look()
      }),
    note: (supervisor, record) => {
      if (!supervisor.keepsJournal) return true
      supervisor.failingWrite -= 1
      if (supervisor.failingWrite === 0) return false
      const written = parts.journals.write(supervisor.directory, record)
      if (written) supervisor.host.record({ event: 'journal_written', phase: record.phase })
      return written
    },
    forget: (supervisor) => {
      if (!supervisor.keepsJournal) return
      parts.journals.remove(supervisor.directory)
      supervisor.host.record({ event: 'journal_deleted' })
    },
  }
}
