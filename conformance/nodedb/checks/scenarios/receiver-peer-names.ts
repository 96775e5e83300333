import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { separateStreams } from '../separate-streams.ts'

/** Pairs whose names run together when they are joined. */
const joined = [
  ['1', '1a'],
  ['11', 'a'],
  ['1', '11a'],
  ['111', 'a'],
] as const

export const receiverPeerNames = scriptCheck({
  id: 'nodedb/receiver-peer-names',
  kind: 'scenario',
  requirements: ['NDB-062'],
  needs: ['rx.delta', 'peers'],
  explain: 'Streams whose peer and collection run together to the same name know nothing of each other.',
  configure: speaking,
  scripts: (setting) =>
    separateStreams(
      joined.map(([peer, collection]) => ({ peer, collection })),
      setting,
    ),
})
