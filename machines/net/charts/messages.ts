import type { MessageType } from '../../../spec/net/messages.ts'
import type { ReasonKind } from '../../../spec/net/reason.ts'
import type { ActionRef, Attribution, StateConfig } from '../../chart/chart.ts'

/** A node by number; 0 is nobody. */
export const nodes = { min: 0, max: 4 } as const
export const node = { min: 1, max: 4 } as const
export const bit = { min: 0, max: 1 } as const

/** Whom a role addresses: a recorded participant, or who sent what it answers. */
export type Party = 'orchestrator' | 'source' | 'target' | 'sender' | 'others'

/** An output: this message goes to that party. What it carries is the node's matter. */
export const send = (message: MessageType, to: Party): ActionRef => ({ type: 'send', params: { message, to } })

/** An output: the migration failed for this reason, and that party is told. */
export const fail = (reason: ReasonKind, to: Party): ActionRef => ({
  type: 'send',
  params: { message: 'MigrationFailed', to, reason },
})

/** An output: the call is refused with a code of the catalogue. */
export const refuse = (code: string): ActionRef => ({ type: 'refused', params: { code } })

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

/** The states, each of which takes these events too unless it says otherwise. */
export function everywhere(
  on: StateConfig['on'],
  states: { readonly [name: string]: StateConfig },
): { readonly [name: string]: StateConfig } {
  return Object.fromEntries(
    Object.entries(states).map(([name, state]) => [name, { ...state, on: { ...on, ...state.on } }]),
  )
}
