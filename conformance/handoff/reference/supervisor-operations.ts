import { ok, type RoleHandlers, unknown } from './answer.ts'
import type { Parts } from './parts.ts'

/** A supervisor and its handoffs. */
export function supervisorOperations(parts: Parts): RoleHandlers {
  return {
    'supervisor.start': (agent, { dir, listeners = [], journal = false }, tell) => {
      const { host } = agent
      const directory = host.directory(dir)
      agent.supervisor = parts.supervisors.create({ host, directory, listeners, keepsJournal: journal })
      tell(ok({ pid: host.pid }))
    },
    'supervisor.perform': ({ supervisor, calls }, params, tell) => {
      if (supervisor === undefined) return tell(unknown('a supervisor'))
      const { call, deadline_ms, grace_ms, child, process, script = {}, environment = {} } = params
      calls.begin(call)
      tell(ok())
      const request = {
        deadline: BigInt(deadline_ms),
        grace: BigInt(grace_ms),
        child: { name: process, program: child, script },
        environment,
      }
      parts.supervisors.perform(supervisor, request, ({ outcome, failure, message }) =>
        calls.end(
          call,
          failure === undefined ? { state: 'done', outcome } : { state: 'failed', error: failure, message },
        ),
      )
    },
    'supervisor.resume': ({ supervisor, calls }, { call }, tell) => {
      if (supervisor === undefined) return tell(unknown('a supervisor'))
      calls.begin(call)
      tell(ok())
      parts.supervisors.resume(supervisor, ({ record, failure }) =>
        calls.end(
          call,
          failure === undefined
            ? { state: 'done', ...(record === undefined ? {} : { record }) }
            : { state: 'failed', error: failure, message: 'the journal cannot be read; it stays as it is' },
        ),
      )
    },
    'supervisor.fail_journal': ({ supervisor }, { write }, tell) => {
      if (supervisor === undefined) return tell(unknown('a supervisor'))
      supervisor.failingWrite = write
      tell(ok())
    },
  }
}
