import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { rx } from '../../calls.ts'
import { payloadOf } from '../payloads.ts'

const rows = 10_001
const items = Array.from({ length: rows }, (_, at) => ({
  document_id: `d${String(at).padStart(5, '0')}`,
  payload: payloadOf(`${at}`),
}))

export const largeSnapshot = scriptCheck({
  id: 'nodedb/large-snapshot',
  kind: 'scenario',
  requirements: ['NDB-063'],
  needs: ['rx.snapshot', 'documents'],
  explain: 'A snapshot of 10001 documents is installed with all of them.',
  configure: speaking,
  scripts: () => [
    {
      name: '10001 rows',
      steps: [
        step(
          rx.snapshot({ collection: 'rows', watermark: `${rows}`, items }),
          { frames: [], applied: [], installed: [{ peer: '1', collection: 'rows', watermark: `${rows}` }] },
          'NDB-063',
        ),
        step(rx.documents('rows'), { documents: items }, 'NDB-063'),
      ],
    },
  ],
})
