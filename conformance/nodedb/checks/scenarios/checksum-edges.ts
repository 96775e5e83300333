import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { arrives, delta, refusal } from '../arrivals.ts'
import { hexOf } from '../hex.ts'
import { checksumOf } from '../payloads.ts'

/** Payloads at the edge of what a checksum tells. */
export const checksumEdges = scriptCheck({
  id: 'nodedb/checksum-edges',
  kind: 'scenario',
  requirements: ['NDB-045', 'NDB-046', 'NDB-047'],
  needs: ['rx.delta'],
  explain:
    'A payload whose checksum is 0 travels unprotected; every single bit of a protected one counts, and the last one of payloads of every size.',
  scenes: [
    {
      name: 'payload of bytes',
      dimension: 'size',
      // What has no bytes has no bit that could be wrong.
      range: { minimum: 1 },
      inputs: (size) => {
        const good = 'a5'.repeat(size)
        const bad = `${good.slice(0, -1)}4`
        return [
          refusal(delta('1', bad, checksumOf(good))),
          arrives(delta('1', good), 'NDB-046'),
          arrives(delta('2', bad), 'NDB-046'),
          arrives(delta('3', bad, 0), 'NDB-047'),
        ]
      },
    },
  ],
  configure: speaking,
  scripts: () => [
    {
      name: 'true checksum 0',
      steps: [
        arrives(delta('1', 'ab9be09b', 0), 'NDB-047'),
        arrives(delta('2', 'ab9be09a', 0), 'NDB-047'),
        refusal(delta('3', 'ab9be09b', 1)),
      ],
    },
    ...Array.from({ length: 64 }, (_, bit) => {
      const good = Buffer.from('6e6f64656462ffff', 'hex')
      const bad = Uint8Array.from(good)
      bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7))
      return {
        name: `bit ${bit} of the payload`,
        steps: [
          refusal(delta('1', hexOf(bad), checksumOf(hexOf(good)))),
          arrives(delta('1', hexOf(good), checksumOf(hexOf(good))), 'NDB-046'),
        ],
      }
    }),
    ...Array.from({ length: 32 }, (_, bit) => ({
      name: `bit ${bit} of the checksum`,
      steps: [
        refusal(delta('1', '6e6f', (checksumOf('6e6f') ^ (1 << bit)) >>> 0)),
        arrives(delta('1', '6e6f', checksumOf('6e6f')), 'NDB-046'),
      ],
    })),
  ],
})
