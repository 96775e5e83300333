import { mutant } from '../mutant.ts'

export const throttlesAreOnlyLogged = mutant({
  id: 'nodedb/throttles-are-only-logged',
  violates: 'NDB-102',
  explain: 'A throttle is logged and has no effect.',
  part: 'limits',
  apply: () => ({ heed: () => undefined }),
})
