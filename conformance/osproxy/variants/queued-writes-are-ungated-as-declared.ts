import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const queuedWritesAreUngatedAsDeclared: Variant<Parts, 'choices'> = {
  id: 'osproxy/queued-writes-are-ungated-as-declared',
  explain: 'Asynchronous writes are queued without asking the gate, and the statement says so.',
  part: 'choices',
  apply: () => ({ asyncGate: () => 'ungated' }),
}
