import { mutant } from '../mutant.ts'
import { refused } from './frames.ts'

export const shortHeadersAreTruncatedBodies = mutant({
  id: 'nodedb/short-headers-are-truncated-bodies',
  violates: 'NDB-004',
  explain: 'Fewer bytes than a header are taken for a truncated body.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => (bytes.length < 5 ? refused('frame-truncated') : original.decode(bytes)),
  }),
})
