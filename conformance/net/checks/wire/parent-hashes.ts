import { parentHash } from '../../../../spec/net/chain.ts'
import { filled } from '../../../../spec/net/fill.ts'
import { MAX_CHUNK_BYTES } from '../../../../spec/net/limits.ts'
import type { CausalLink } from '../../../../spec/net/messages.types.ts'
import vectors from '../../../../spec/net/vectors.json' with { type: 'json' }
import { type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { codec } from '../../calls.ts'

const hashed = (link: CausalLink, payload: Uint8Array): ScriptStep =>
  step(codec.next(link, Buffer.from(payload).toString('hex')), { parent_hash: parentHash(link, payload) }, 'NET-116')

export const parentHashes = scriptCheck({
  id: 'net/parent-hashes',
  kind: 'wire',
  requirements: ['NET-116'],
  needs: ['codec', 'chain'],
  explain: 'What ties an output to the one before it, for payloads of every size.',
  scripts: () =>
    vectors.chains.map(({ link, payload }, at) => ({
      name: `vector ${at}`,
      steps: [hashed(link, Buffer.from(payload, 'hex'))],
    })),
  scenes: [
    {
      name: 'payload',
      dimension: 'size',
      range: { maximum: MAX_CHUNK_BYTES },
      inputs: (size) => [
        hashed({ origin_hash: '7', horizon_encoded: '1', sequence: '2', parent_hash: '3' }, filled(size, 7)),
      ],
    },
    {
      name: 'sequence',
      dimension: 'number',
      inputs: (sequence) => [
        hashed({ origin_hash: '7', horizon_encoded: '1', sequence: `${sequence}`, parent_hash: '3' }, filled(9, 7)),
      ],
    },
  ],
})
