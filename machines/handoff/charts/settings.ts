import type { IncumbentContext } from './incumbent.ts'
import type { SuccessorContext } from './successor.ts'
import type { SupervisorContext } from './supervisor.ts'

/** The declared choices of each role. */
export interface Settings {
  readonly supervisor: Pick<SupervisorContext, 'watches'>
  readonly incumbent: Pick<IncumbentContext, 'checks' | 'watches' | 'again' | 'mends'>
  readonly successor: Pick<SuccessorContext, 'checks' | 'watches' | 'stays'>
}

const core: Settings = {
  supervisor: { watches: 0 },
  incumbent: { checks: 0, watches: 0, again: 1, mends: 0 },
  successor: { checks: 0, watches: 0, stays: 0 },
}
const crate: Settings = { ...core, incumbent: { ...core.incumbent, again: 2 } }

/** What the roles of each profile choose. */
export const profiles = {
  core,
  crate,
  hardened: crate,
  strict: {
    supervisor: { watches: 1 },
    incumbent: { checks: 1, watches: 1, again: 0, mends: 1 },
    successor: { checks: 1, watches: 1, stays: 1 },
  },
} satisfies { readonly [profile: string]: Settings }
export type Profile = keyof typeof profiles
