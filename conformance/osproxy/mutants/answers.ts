import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Entry } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'
import type { Placement } from '../reference/placement.ts'
import { Refusal, refuse } from '../reference/refusal.ts'

/** Wrong words for what the store and the controllers say. */
export const answersMutants: readonly Mutant<Parts, 'answers'>[] = [
  {
    id: 'osproxy/cutover-is-shown-as-settled',
    violates: 'OSP-002',
    explain: 'The state of a partition in cutover is told as if it were settled at its origin.',
    part: 'answers',
    apply: (answers) => ({
      snapshot: (entry) => {
        if (entry?.state.state !== 'migrating' || entry.state.phase !== 'cutover') return answers.snapshot(entry)
        return answers.snapshot({ ...entry, state: { state: 'active', placement: entry.state.from } })
      },
    }),
  },
  {
    id: 'osproxy/messages-are-mixed-up',
    violates: 'OSP-007',
    explain: 'The text of not_draining is that of not_cutover.',
    part: 'answers',
    apply: (answers) => ({
      message: (refusal) =>
        refusal.code === 'not_draining' ? answers.message(refuse('not_cutover')) : answers.message(refusal),
    }),
  },
  {
    id: 'osproxy/epochs-are-written-through-a-double',
    violates: 'OSP-009',
    explain: 'Epochs are written as floating-point numbers.',
    part: 'answers',
    apply: () => ({ number: (value) => BigInt(Number(value)).toString() }),
  },
  {
    id: 'osproxy/begin-refusal-is-called-retryable',
    violates: 'OSP-113',
    explain: 'The refusal already_migrating is marked as safe to repeat.',
    part: 'answers',
    apply: (answers) => ({
      refused: (refusal, passedOn) =>
        answers.refused(refusal.code === 'already_migrating' ? new Refusal(refusal.code, true) : refusal, passedOn),
    }),
  },
  {
    id: 'osproxy/fields-beyond-the-sixteenth-are-not-shown',
    violates: 'OSP-004',
    explain: 'Of the injected fields of a placement the first sixteen are shown.',
    part: 'answers',
    apply: (answers) => ({ snapshot: (entry) => answers.snapshot(entry === undefined ? entry : shortened(entry)) }),
  },
  {
    id: 'osproxy/constants-are-shown-with-32-bits',
    violates: 'OSP-004',
    explain: 'Numbers in the constants of a placement come back as far as 32 bits hold them.',
    part: 'answers',
    apply: (answers) => ({
      snapshot: (entry) => {
        const { ok } = answers.snapshot(entry)
        const cut = JSON.stringify(ok, (_, value) => (typeof value === 'number' ? value | 0 : value))
        return { ok: JSON.parse(cut) }
      },
    }),
  },
]

function shortened(entry: Entry): Entry {
  const of = (placement: Placement): Placement =>
    placement.kind === 'shared_index' ? { ...placement, inject: placement.inject.slice(0, 16) } : placement
  const { state } = entry
  if (state.state === 'active') return { ...entry, state: { ...state, placement: of(state.placement) } }
  return { ...entry, state: { ...state, from: of(state.from), to: of(state.to) } }
}
