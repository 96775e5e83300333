import { mutant } from '../mutant.ts'

export const divergenceIsIgnored = mutant({
  id: 'nodedb/divergence-is-ignored',
  violates: 'NDB-049',
  explain: 'Divergence is ignored.',
  part: 'intake',
  apply: () => ({ diverged: () => undefined }),
})
