import { anything, Fitting, optional } from '../../../../machines/model/pattern.ts'
import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import type { Json } from '../../../../spec/json.ts'
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { tx } from '../../calls.ts'
import { append, appends, attach, requestFrom } from '../pushed-rows.ts'

const deltas = (count: number) =>
  new Fitting(`${count} deltas`, (got: Json) => Array.isArray(got) && got.length === count)

/** A flood of equal requests. */
export const requestFlood = scriptCheck({
  id: 'nodedb/request-flood',
  kind: 'scenario',
  requirements: ['NDB-120', 'NDB-092'],
  needs: ['tx.frame', 'tx.drain'],
  explain: 'Any number of requests for the same five deltas cause one replay.',
  configure: speaking,
  scenes: [
    {
      name: 'requests',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) => [
        attach,
        ...appends(5),
        step(tx.drain('1', 100), { out: anything }),
        ...Array.from({ length: count }, () => step(tx.frame('1', requestFrom('1', setting)), { refused: optional })),
        step(tx.drain('1', 65_536), { out: deltas(5) }, 'NDB-120', 'NDB-092'),
        append(6),
        step(tx.drain('1', 65_536), { out: deltas(1) }, 'NDB-092'),
      ],
    },
  ],
})
