import type { MessageType } from '../../../spec/handoff/messages.ts'
import type { ActionRef, Attribution, StateConfig, TransitionConfig } from '../../chart/chart.ts'

/** Handoff ids: which is older does not count, only whether two are equal. */
export const ids = { min: 0, max: 9, symbol: true } as const

/** What frames carry, as far as a role's next state depends on it. */
export interface FrameContent {
  /** The handoff id. */
  readonly id: number
  /** 1 if role, pid and versions are such that the handshake goes on. */
  readonly good: number
}
export const contents = { id: { ...ids, min: 1 }, good: { min: 0, max: 1 } } as const

/** An output: this message goes to the supervisor, or from it to the incumbent or the successor. */
export const send = (message: MessageType, to?: 'incumbent' | 'successor'): ActionRef => ({
  type: 'send',
  params: { message, ...(to === undefined ? {} : { to }) },
})

/** Which requirements fail if what the role sends, does or answers differs. */
export const blame = (...requirements: string[]): { readonly meta: { readonly requirements: Attribution } } => ({
  meta: {
    requirements: {
      frames: requirements,
      effects: requirements,
      state: requirements,
      reply: requirements,
      value: requirements,
    },
  },
})

/** The same transition, which other requirements speak about too. */
export function also(transition: TransitionConfig, ...requirements: string[]): TransitionConfig {
  const present = transition.meta?.requirements.frames ?? []
  return { ...transition, ...blame(...present, ...requirements) }
}

/** The states, each of which takes these events too unless it says otherwise. */
export function everywhere(
  on: StateConfig['on'],
  states: { readonly [name: string]: StateConfig },
): { readonly [name: string]: StateConfig } {
  return Object.fromEntries(
    Object.entries(states).map(([name, state]) => [name, { ...state, on: { ...on, ...state.on } }]),
  )
}
