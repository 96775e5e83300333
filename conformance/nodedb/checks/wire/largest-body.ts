import { DEFAULT_DIALECT } from '../../../../spec/nodedb/dialect.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { codec, corruptedState, resyncRequest } from '../../calls.ts'
import { FrameScripts } from '../frame-scripts.ts'

const bytes = 16 * 2 ** 20
/** Reason, id and headers of the array and of the string take 24 bytes more. */
const message = (length: number) => resyncRequest(corruptedState, '0', 'a'.repeat(length))

export const largestBody = scriptCheck({
  id: 'nodedb/largest-body',
  kind: 'wire',
  requirements: ['NDB-010'],
  needs: ['codec.encode', 'large_messages'],
  explain: 'A body of more than 16 MiB has no frame; a shorter one has.',
  scripts: () => [
    {
      name: 'too large',
      steps: [
        {
          ...codec.encode(message(bytes)),
          expect: { error: { code: 'encode-too-large' } },
          requirements: ['NDB-010'],
        },
      ],
    },
    new FrameScripts(DEFAULT_DIALECT).encoding('large', message(2 ** 17), ['NDB-010']),
  ],
})
