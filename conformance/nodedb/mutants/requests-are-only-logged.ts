import { mutant } from '../mutant.ts'

export const requestsAreOnlyLogged = mutant({
  id: 'nodedb/requests-are-only-logged',
  violates: 'NDB-075',
  explain: 'A request is logged and not answered.',
  part: 'answering',
  apply: () => ({ answer: () => undefined }),
})
