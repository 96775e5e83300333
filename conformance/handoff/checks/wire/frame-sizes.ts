import type { Setting } from '../../../../machines/model/model.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { FrameScripts, requirementsOf } from '../frame-scripts.ts'
import { inProfile, spokenRules } from '../spoken-rules.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'
const most = 2 ** 20
const messages: Readonly<Record<string, (size: number) => JsonObject>> = {
  'build-id': (size) => ({
    type: 'Hello',
    role: 'Successor',
    pid: 1,
    build_id: 'a5'.repeat(size),
    proto_min: 1,
    proto_max: 1,
    capabilities: { reserved: '0' },
  }),
  reason: (size) => ({ type: 'Abort', handoff_id: id, reason: 'é'.repeat(size >> 1) + 'a'.repeat(size & 1) }),
}
const lists: Readonly<Record<string, (count: number) => JsonObject>> = {
  shards: (count) => ({
    type: 'SealComplete',
    handoff_id: id,
    last_revision_per_shard: Array.from({ length: count }, (_, at) => `${2n ** 64n - 1n - BigInt(at)}`),
    data_dir_fingerprint: '5a'.repeat(32),
  }),
  addresses: (count) => ({
    type: 'Ready',
    handoff_id: id,
    listening_on: Array.from({ length: count }, (_, at) => `127.0.0.1:${at}`),
    healthz_ok: false,
    advertised_revision_per_shard: [],
  }),
}
const both = (message: JsonObject, setting: Setting) =>
  new FrameScripts(spokenRules(setting)).both('one', message, requirementsOf(message)).flatMap(({ steps }) => steps)

export const frameSizes = scriptCheck({
  id: 'handoff/frame-sizes',
  kind: 'wire',
  requirements: ['HOF-002', 'HOF-005', 'HOF-009', 'HOF-010', 'HOF-012'],
  needs: ['codec'],
  explain: 'Build ids and reasons of every size, lists of every length, written and read.',
  configure: inProfile,
  scenes: [
    ...Object.entries(messages).map(([name, message]) => ({
      name,
      dimension: 'size' as const,
      range: { maximum: most },
      inputs: (size: number, setting: Setting) => both(message(size), setting),
    })),
    ...Object.entries(lists).map(([name, message]) => ({
      name,
      dimension: 'count' as const,
      inputs: (count: number, setting: Setting) => both(message(count), setting),
    })),
  ],
})
