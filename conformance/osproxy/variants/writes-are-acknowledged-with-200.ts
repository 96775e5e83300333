import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const writesAreAcknowledgedWith200: Variant<Parts, 'upstream'> = {
  id: 'osproxy/writes-are-acknowledged-with-200',
  explain: 'A cluster acknowledges new documents with 200 instead of 201.',
  part: 'upstream',
  apply: (upstream) => ({
    receive: (operation) => {
      upstream.receive(operation)
      if (operation.end?.status === 201) operation.end = { status: 200 }
    },
  }),
}
