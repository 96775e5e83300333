import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { separateStreams } from '../separate-streams.ts'

const ofPeer = (names: readonly string[]) => names.map((collection) => ({ peer: '1', collection }))

export const receiverNames = scriptCheck({
  id: 'nodedb/receiver-names',
  kind: 'scenario',
  requirements: ['NDB-062'],
  needs: ['rx.delta'],
  explain:
    'Streams whose names are easily taken for one another, and any number of streams, know nothing of each other.',
  configure: speaking,
  scenes: [
    {
      name: 'names',
      dimension: 'name',
      inputs: (names, setting) => separateStreams(ofPeer(names), setting),
    },
    {
      name: 'streams',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) => separateStreams(ofPeer(Array.from({ length: count }, (_, at) => `c${at}`)), setting),
    },
  ],
})
