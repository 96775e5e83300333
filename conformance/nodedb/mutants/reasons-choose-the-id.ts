import { mutant } from '../mutant.ts'

export const reasonsChooseTheId = mutant({
  id: 'nodedb/reasons-choose-the-id',
  violates: 'NDB-087',
  explain: 'A mismatch is answered from the damaged id instead of the id asked for.',
  part: 'answering',
  apply: (original) => ({
    answer: (peer, request) => {
      const { reason } = request
      return original.answer(
        peer,
        reason.kind === 'ChecksumMismatch' && request.from_mutation_id !== '0'
          ? { ...request, from_mutation_id: reason.mutation_id }
          : request,
      )
    },
  }),
})
