import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import { scriptCheck } from '../../../kit/cases/script.ts'
import { arriving } from '../reader-scripts.ts'
import { inProfile } from '../spoken-rules.ts'

const [first, second] = vectors.goldens.map(({ frame }) => frame)

export const readsThatTimeOut = scriptCheck({
  id: 'handoff/reads-that-time-out',
  kind: 'wire',
  requirements: ['HOF-029'],
  needs: ['reader', 'reader_timeouts', 'hardened'],
  explain: 'A read times out at every byte of a frame; the frame is completed, and the one behind it is read.',
  configure: inProfile,
  scripts: (setting) =>
    Array.from({ length: (first ?? '').length / 2 }, (_, at) => ({
      name: `after ${at} bytes`,
      steps: arriving(
        [
          { hex: (first ?? '').slice(0, 2 * at) },
          'timeout',
          'timeout',
          { hex: (first ?? '').slice(2 * at) + second },
          'timeout',
          'end',
        ],
        setting,
        'HOF-029',
      ),
    })),
})
