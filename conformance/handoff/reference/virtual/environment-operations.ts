import type { Environment } from '../../../../spec/handoff/environment.ts'
import { ok, refused } from '../answer.ts'
import type { Parts } from '../parts.ts'
import type { VirtualHandlers } from './process-operations.ts'

/** Variables of the contract. */
const CONTRACT = ['HANDOFF_ROLE', 'HANDOFF_SOCK_FD', 'LISTEN_FDS', 'LISTEN_FDNAMES', 'LISTEN_PID']
/** Of the process that is asked. */
const PID = 3_999

/** What a process makes of its variables. */
export function environmentOperations(parts: Parts): VirtualHandlers {
  return {
    'environment.detect': ({ environment, descriptors }) => {
      const values = Object.entries(environment).map(([name, value]) => [name, value.replaceAll('{pid}', String(PID))])
      const process = { pid: PID, descriptors }
      const found = parts.environments.detect(process, Object.fromEntries(values) as Environment)
      if (found.error !== undefined) return refused(found.error, 'expected the variables of a successor')
      const again = parts.environments.detect(process, found.left)
      // A number without a listener behind it gives nothing (HOF-149, HOF-150).
      const listeners = [...found.listeners].filter(([, number]) => parts.environments.isListener(process, number))
      return ok({
        role: found.role,
        listeners: listeners.map(([name]) => name).sort(byBytes),
        left: CONTRACT.filter((name) => Object.hasOwn(found.left, name)),
        again: again.error === undefined ? again.role : 'cold_start',
      })
    },
  }
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
