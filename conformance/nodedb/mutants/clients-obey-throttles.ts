import { mutant } from '../mutant.ts'

export const clientsObeyThrottles = mutant({
  id: 'nodedb/clients-obey-throttles',
  violates: 'NDB-100',
  explain: 'A client answers a throttle with one of its own.',
  part: 'marks',
  apply: (_original, parts) => ({ hear: (hex) => (hex === '' ? [] : parts.marks.announce(false)) }),
})
