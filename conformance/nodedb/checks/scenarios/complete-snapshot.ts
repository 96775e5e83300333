import { Fitting, optional } from '../../../../machines/model/pattern.ts'
import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import type { Json, JsonObject } from '../../../../spec/json.ts'
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { tx } from '../../calls.ts'
import { payloadOf } from '../payloads.ts'
import { appends, attach, requestFrom } from '../pushed-rows.ts'

const rows = 10_001
const payloads = new Map(Array.from({ length: rows }, (_, at) => [`d${at + 1}`, payloadOf(`${at + 1}`)]))

/** One snapshot that holds every document once and with its payload, in any order. */
function isWhole(out: Json): boolean {
  if (!Array.isArray(out) || out.length !== 1) return false
  const { items } = out[0] as { readonly items?: Json }
  if (!Array.isArray(items) || items.length !== rows) return false
  const told = new Map((items as JsonObject[]).map((item) => [item.document_id, item.payload]))
  return told.size === rows && [...payloads].every(([id, payload]) => told.get(id) === payload)
}

/** Snapshots of more rows than a page. */
export const completeSnapshot = scriptCheck({
  id: 'nodedb/complete-snapshot',
  kind: 'scenario',
  requirements: ['NDB-091'],
  needs: ['tx.frame', 'tx.drain'],
  explain: 'A snapshot of 10001 documents has all of them.',
  configure: speaking,
  scripts: (setting) => [
    {
      name: '10001 rows',
      steps: [
        ...appends(rows),
        attach,
        step(tx.frame('1', requestFrom('0', setting)), { refused: optional }),
        step(
          tx.drain('1', 1),
          { out: new Fitting(`one snapshot of ${rows} documents, each with its payload`, isWhole) },
          'NDB-091',
        ),
      ],
    },
  ],
})
