import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { alikeNames } from '../alike-names.ts'
import { separateStreams } from '../separate-streams.ts'

/** More streams than a small table holds. */
const many = Array.from({ length: 40 }, (_, at) => `c${at}`)

export const receiverNames = scriptCheck({
  id: 'nodedb/receiver-names',
  kind: 'scenario',
  requirements: ['NDB-062'],
  needs: ['rx.delta'],
  explain: 'Fifty streams, some of whose names differ in case, blanks or normal form only, know nothing of each other.',
  configure: speaking,
  scripts: (setting) =>
    separateStreams(
      [...alikeNames, ...many].map((collection) => ({ peer: '1', collection })),
      setting,
    ),
})
