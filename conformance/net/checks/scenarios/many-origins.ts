import { check } from '../../../kit/check.ts'
import { reasm } from '../../calls.ts'
import { reassemblySource } from '../reassembly-model.ts'

export const manyOrigins = check({
  id: 'net/many-origins',
  kind: 'scenario',
  requirements: ['NET-028'],
  needs: ['reasm.feed'],
  explain: 'Chunks of many daemons wait at once, and each snapshot is its own.',
  model: reassemblySource('net/many-origins'),
  scenes: [
    {
      name: 'origins',
      dimension: 'count',
      range: { minimum: 1, maximum: 1024 },
      unprobed: true,
      inputs: (count) => {
        const origins = Array.from({ length: count }, (_, at) => `${at + 1}`)
        const byte = (origin: string) => (Number(origin) % 256).toString(16).padStart(2, '0')
        return [
          ...origins.map((origin) => reasm.feed(origin, '5', 1, 2, byte(origin))),
          ...origins.map((origin) => reasm.feed(origin, '5', 0, 2, '00')),
        ]
      },
    },
    {
      name: 'origin',
      dimension: 'number',
      inputs: (origin) => [
        reasm.feed(`${origin}`, '5', 1, 2, '01'),
        reasm.feed(`${BigInt.asUintN(64, origin + 1n)}`, '5', 1, 2, '02'),
        reasm.feed(`${origin}`, '5', 0, 2, '03'),
        reasm.feed(`${BigInt.asUintN(64, origin + 1n)}`, '5', 0, 2, '04'),
      ],
    },
    {
      name: 'sequence',
      dimension: 'number',
      range: { minimum: 1n },
      inputs: (sequence) => [
        reasm.feed('7', `${sequence}`, 0, 2, '01'),
        reasm.feed('7', `${sequence - 1n}`, 0, 1, '02'),
        reasm.feed('7', `${sequence}`, 1, 2, '03'),
      ],
    },
  ],
})
