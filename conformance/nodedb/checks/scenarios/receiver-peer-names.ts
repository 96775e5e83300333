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
  explain:
    'Streams whose peer and collection run together to the same name, of peers with numbers of any size, and of any number of peers know nothing of each other.',
  configure: speaking,
  scripts: (setting) => {
    const places = joined.map(([peer, collection]) => ({ peer, collection }))
    return [{ name: 'in turn', steps: separateStreams(places, setting) }]
  },
  scenes: [
    {
      name: 'peer',
      dimension: 'number',
      inputs: (number, setting) =>
        separateStreams(
          [...new Set([1n, 2n, number])].map((peer) => ({ peer: `${peer}`, collection: 'a' })),
          setting,
        ),
    },
    {
      name: 'peers',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) =>
        separateStreams(
          Array.from({ length: count }, (_, at) => ({ peer: `${at + 1}`, collection: 'a' })),
          setting,
        ),
    },
  ],
})
