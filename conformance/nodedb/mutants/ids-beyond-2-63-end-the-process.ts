import { mutant } from '../mutant.ts'

export const idsBeyond263EndTheProcess = mutant({
  id: 'nodedb/ids-beyond-2-63-end-the-process',
  violates: 'NDB-033',
  explain: 'A sender that is asked from an id of 2^63 or more crashes.',
  part: 'answering',
  apply: (original) => ({
    answer: (peer, request) => {
      if (BigInt(request.from_mutation_id) >= 2n ** 63n) throw new RangeError('out of range')
      return original.answer(peer, request)
    },
  }),
})
