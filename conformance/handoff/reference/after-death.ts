import type { Reply } from '../../../spec/adapter.ts'
import type { HookCall } from '../../../spec/handoff/adapter.types.ts'
import { ok, refused, unknown } from './answer.ts'
import type { Incumbent } from './incumbents.ts'

/** What is left to know of a process that has ended. */
export interface Remains {
  readonly calls: readonly HookCall[]
  readonly serve: Pick<Incumbent, 'serve'> & Partial<Pick<Incumbent, 'error'>>
}

/** Of a process that was killed before it said anything. */
export const nothing: Remains = { calls: [], serve: { serve: 'failed', error: 'io' } }

/** The answer to an operation that reaches no process any more, or in which the process ended. */
export function afterDeath(op: string, { calls, serve }: Remains): Reply {
  switch (op) {
    case 'incumbent.hooks':
      return ok({ calls })
    case 'incumbent.serve':
      return ok({ serve: serve.serve, ...(serve.error === undefined ? {} : { error: serve.error }) })
    case 'incumbent.state':
      return ok({ session: serve.serve === 'ended' ? 'committed' : 'failed' })
    case 'client.write':
      return ok({ acknowledged: false })
    case 'client.read':
      return ok({ found: false })
    case 'successor.announce':
      return refused('io', 'expected a process that lives and answers')
    case 'lock.drop':
      return unknown('a lock that is held')
    case 'supervisor.perform':
    case 'supervisor.resume':
    case 'supervisor.fail_journal':
      // Its calls never end.
      return ok()
    default:
      return refused('out_of_order', 'expected a process that lives')
  }
}
