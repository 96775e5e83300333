import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { rx } from '../../calls.ts'
import { collection } from '../arrivals.ts'
import { payloadOf } from '../payloads.ts'

/** A snapshot with these documents is installed, and they are what is served. */
function installed(items: readonly JsonObject[]): readonly ScriptStep[] {
  const watermark = `${items.length}`
  return [
    step(
      rx.snapshot({ collection, watermark, items: [...items] }),
      { frames: [], applied: [], installed: [{ peer: '1', collection, watermark }] },
      'NDB-063',
    ),
    step(rx.documents(collection), { documents: [...items] }, 'NDB-063'),
  ]
}

/** In the order in which documents are served. */
const sorted = (items: readonly JsonObject[]): readonly JsonObject[] =>
  [...items].sort((a, b) => Buffer.compare(bytesOf(a), bytesOf(b)))
const bytesOf = ({ document_id }: JsonObject): Uint8Array => Buffer.from(document_id as string)

export const largeSnapshot = scriptCheck({
  id: 'nodedb/large-snapshot',
  kind: 'scenario',
  requirements: ['NDB-063'],
  needs: ['rx.snapshot', 'documents'],
  explain:
    'A snapshot is installed with all of its documents: many, large, and of names that are easily taken for one another.',
  configure: speaking,
  scenes: [
    {
      name: 'documents',
      dimension: 'count',
      inputs: (count) =>
        installed(
          Array.from({ length: count }, (_, at) => ({
            document_id: `d${String(at).padStart(6, '0')}`,
            payload: payloadOf(`${at}`),
          })),
        ),
    },
    {
      name: 'document of bytes',
      dimension: 'size',
      range: { minimum: 1 },
      inputs: (size) => installed([{ document_id: 'd', payload: 'a5'.repeat(size) }]),
    },
    {
      name: 'names',
      dimension: 'name',
      inputs: (names) =>
        installed(sorted(names.map((document_id) => ({ document_id, payload: payloadOf(document_id) })))),
    },
  ],
})
