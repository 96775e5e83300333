import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { codec } from '../../calls.ts'
import { hexOf } from '../hex.ts'
import { checksumOf } from '../payloads.ts'

export const crc32c = scriptCheck({
  id: 'nodedb/crc32c',
  kind: 'wire',
  requirements: ['NDB-039'],
  needs: ['codec.crc32c'],
  explain:
    'CRC32C of nothing, of one byte, of the check value, of rows of equal and of ascending bytes, of bytes whose checksum is 0, and of payloads of every size.',
  scripts: () =>
    (
      [
        ['313233343536373839', 0xe3069283],
        ['', 0],
        ['61', 0xc1d04330],
        ['deadbeef', 0xf1dc778e],
        ['00'.repeat(32), 0x8a9136aa],
        ['ff'.repeat(32), 0x62a8ab43],
        [hexOf(Uint8Array.from({ length: 32 }, (_, at) => at)), 0x46dd794e],
        ['ab9be09b', 0],
      ] as const
    ).map(([hex, checksum]) => ({
      name: hex === '' ? 'nothing' : hex,
      steps: [step(codec.crc32c(hex), { crc32c: checksum }, 'NDB-039')],
    })),
  scenes: [
    {
      name: 'bytes',
      dimension: 'size',
      inputs: (size) =>
        ['61'.repeat(size), '00'.repeat(size)].map((hex) =>
          step(codec.crc32c(hex), { crc32c: checksumOf(hex) }, 'NDB-039'),
        ),
    },
  ],
})
