import { mutant } from '../mutant.ts'

export const reconnectsReleaseEverybody = mutant({
  id: 'nodedb/reconnects-release-everybody',
  violates: 'NDB-103',
  explain: 'A new session of one peer ends the limits of all.',
  part: 'limits',
  apply: (_original, parts) => ({
    begin: () => {
      for (const peer of parts.pacing.all()) peer.limit = undefined
    },
  }),
})
