import { mutant } from '../mutant.ts'

export const versionsAreNotChecked = mutant({
  id: 'nodedb/versions-are-not-checked',
  violates: 'NDB-117',
  explain: 'Any wire version is accepted.',
  part: 'sessions',
  apply: (original) => ({ refusal: (handshake) => original.refusal({ ...handshake, wire_version: 1 }) }),
})
