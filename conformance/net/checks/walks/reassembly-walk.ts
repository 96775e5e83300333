import { check } from '../../../kit/check.ts'
import { reassemblySource } from '../reassembly-model.ts'

export const reassemblyWalk = check({
  id: 'net/reassembly-walk',
  kind: 'model',
  requirements: [
    'NET-023',
    'NET-024',
    'NET-025',
    'NET-026',
    'NET-027',
    'NET-028',
    { id: 'NET-030', needs: ['clock'] },
    { id: 'NET-031', needs: ['reassembly_control', 'pending'] },
    { id: 'NET-032', needs: ['pending'] },
  ],
  needs: ['reasm.feed'],
  explain:
    'Chunks of several origins and sequences in any order, repeated, with other bytes, totals and places that cannot be; cancelled, swept, and left alone until they are old.',
  model: reassemblySource('net/reassembly-walk'),
})
