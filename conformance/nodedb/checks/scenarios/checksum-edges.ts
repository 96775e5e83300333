import { Fitting, type Pattern } from '../../../../machines/model/pattern.ts'
import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import type { Json, JsonObject } from '../../../../spec/json.ts'
import { type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { rx } from '../../calls.ts'
import { hexOf } from '../hex.ts'
import { checksumOf } from '../payloads.ts'

const collection = 'rows'

const received = (frames: Pattern, ...applied: string[]): Pattern => ({
  frames,
  applied: applied.map((mutation_id) => ({ peer: '1', collection, mutation_id })),
  installed: [],
})
const delta = (id: string, payload: string, checksum: number): JsonObject => ({
  collection,
  document_id: 'd',
  mutation_id: id,
  payload,
  checksum,
})
/** A damaged delta: asked for again, and not applied. */
const refusal = (params: JsonObject): ScriptStep => ({
  ...step(rx.delta(params), received(someRequest), 'NDB-045', 'NDB-046'),
  attribution: { frames: ['NDB-045'], effects: ['NDB-046'], reply: ['NDB-045'] },
})
const someRequest = new Fitting('one request', (got: Json) => Array.isArray(got) && got.length === 1)

/** Payloads at the edge of what a checksum tells. */
export const checksumEdges = scriptCheck({
  id: 'nodedb/checksum-edges',
  kind: 'scenario',
  requirements: ['NDB-045', 'NDB-046', 'NDB-047'],
  needs: ['rx.delta'],
  explain: 'A payload whose checksum is 0 travels unprotected; every single bit of a protected one counts.',
  configure: speaking,
  scripts: () => [
    {
      name: 'true checksum 0',
      steps: [
        step(rx.delta(delta('1', 'ab9be09b', 0)), received([], '1'), 'NDB-047'),
        step(rx.delta(delta('2', 'ab9be09a', 0)), received([], '2'), 'NDB-047'),
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
          step(rx.delta(delta('1', hexOf(good), checksumOf(hexOf(good)))), received([], '1'), 'NDB-046'),
        ],
      }
    }),
    ...Array.from({ length: 32 }, (_, bit) => ({
      name: `bit ${bit} of the checksum`,
      steps: [
        refusal(delta('1', '6e6f', (checksumOf('6e6f') ^ (1 << bit)) >>> 0)),
        step(rx.delta(delta('1', '6e6f', checksumOf('6e6f'))), received([], '1'), 'NDB-046'),
      ],
    })),
  ],
})
