import { MAX_CHUNK_BYTES, MAX_PENDING_BYTES } from '../../../../spec/net/limits.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { reasm } from '../../calls.ts'
import { reassemblySource } from '../reassembly-model.ts'

const full = Math.floor(MAX_PENDING_BYTES / MAX_CHUNK_BYTES)
const rest = MAX_PENDING_BYTES - full * MAX_CHUNK_BYTES
const run = (first: number, count: number, total: number, length: number) =>
  reasm.feedRun({ origin: '7', sequence: '5', first, count, total, length, seed: 7 })

export const largeReassemblies = check({
  id: 'net/large-reassemblies',
  kind: 'scenario',
  requirements: ['NET-023', 'NET-029'],
  needs: ['reasm.feed_run'],
  explain: 'Exactly as many bytes as a reassembly may hold, and one more; a held index again at the bound.',
  model: reassemblySource('net/large-reassemblies'),
  cases: () =>
    [
      scene('exactly-the-bound', [run(0, full, full + 1, MAX_CHUNK_BYTES), run(full, 1, full + 1, rest)]),
      scene('one-byte-more', [
        run(0, full, full + 2, MAX_CHUNK_BYTES),
        run(full, 1, full + 2, rest + 1),
        run(0, 1, full + 2, MAX_CHUNK_BYTES),
        run(full, 1, full + 2, rest - 1),
        run(full + 1, 1, full + 2, 1),
      ]),
      // 64 MiB each.
    ].map((one) => ({ ...one, tier: 'default' as const })),
  scenes: [
    {
      name: 'chunks',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count) => [run(0, count, count, 3)],
    },
    {
      name: 'of-a-huge-total',
      dimension: 'count',
      range: { minimum: 1, maximum: 65_537 },
      inputs: (count) => [run(700_000 - count, count, 700_000, 1)],
    },
  ],
})
