import type { Input, Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type Check, check } from '../check.ts'
import { patience } from '../judging/growth.ts'
import { processMemory } from '../judging/judged-by.ts'

/** A conversation that leaves nothing behind, however often it is repeated. */
export interface Conversation {
  /** A slug. */
  readonly name: string
  /** Operations and capabilities that it takes. */
  readonly needs: readonly string[]
  readonly inputs: (setting: Setting) => readonly Input[]
}

/** A protocol's own words for the memory of a process. */
export interface BoundedMemory {
  readonly id: string
  /** That an implementation keeps serving, whatever it is sent. */
  readonly requirement: string
  readonly conversations: readonly Conversation[]
  /** Given to reset before the first round. */
  readonly configure?: (setting: Setting) => JsonObject
}

/**
 * Refusals, resets, requests and reconnects do not make the processes of an implementation grow. Applies where the machine tells
 * their memory.
 */
export function boundedMemoryCheck(words: BoundedMemory): Check {
  const { id, requirement, conversations, configure = () => ({}) } = words
  return check({
    id,
    kind: 'scenario',
    requirements: [requirement],
    needs: [processMemory],
    explain:
      'Conversations that leave nothing behind do not make the implementation grow, however often they are repeated.',
    cases: (setting) =>
      (['default', 'thorough'] as const).flatMap((tier) =>
        conversations.map(({ name, needs, inputs }) => ({
          name: tier === 'default' ? name : `${name}-longer`,
          needs,
          configuration: configure(setting),
          inputs: inputs(setting),
          rounds: patience[tier],
          tier,
        })),
      ),
  })
}
