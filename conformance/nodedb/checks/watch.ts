import { type Check, check } from '../../kit/check.ts'
import { streams } from './monitors/streams.ts'
import { verdicts } from './monitors/verdicts.ts'

/** Judges that know nothing of charts and watch every case. */
export const watch: readonly Check[] = [
  check({
    id: 'nodedb/streams',
    kind: 'monitor',
    requirements: [
      'NDB-042',
      'NDB-043',
      'NDB-045',
      'NDB-046',
      { id: 'NDB-048', needs: ['cold_start'] },
      'NDB-050',
      'NDB-051',
      'NDB-053',
      'NDB-054',
      'NDB-055',
      { id: 'NDB-065', needs: ['divergence'] },
      'NDB-115',
    ],
    needs: ['rx.delta'],
    explain:
      'What a receiver applies is whole, in order and once; what it asks for is true; what arrives in order in the end is applied.',
    monitors: [streams],
  }),
  check({
    id: 'nodedb/verdicts',
    kind: 'monitor',
    requirements: ['NDB-117', 'NDB-119'],
    needs: ['ses.frame'],
    explain: 'What a session acknowledges it has applied, once, and nothing before the handshake.',
    monitors: [verdicts],
  }),
]
