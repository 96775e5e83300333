import type { ModelSource } from '../../machines/model/model.ts'
import { governorSource } from '../../machines/nodedb/models/governor-model.ts'
import { receiverSource } from '../../machines/nodedb/models/receiver-model.ts'
import { requesterSource } from '../../machines/nodedb/models/requester-model.ts'
import { senderSource } from '../../machines/nodedb/models/sender-model.ts'
import { sessionSource } from '../../machines/nodedb/models/session-model.ts'
import { blameContract } from '../kit/mutation/blame-contract.ts'
import { nodedb } from './protocol.ts'
import { witnesses } from './witnesses.ts'

/** Ids near their end are told from those near 0. */
const atTheEnd = receiverSource('witness-receiver-end', { base: 18_446_744_073_709_551_610n })

/** The model of each role by what its operations begin with. */
const models: Readonly<Record<string, ModelSource>> = {
  'rx.': receiverSource('witness-receiver'),
  'tx.': senderSource,
  'ses.': sessionSource,
  'tg.': governorSource('witness-governor'),
  'tq.': requesterSource('witness-requester'),
}

blameContract(nodedb, witnesses, (calls) => {
  if (calls.some(({ params }) => String(params.watermark ?? '').length === 20)) return atTheEnd
  const prefix = Object.keys(models).find((each) => calls.some(({ op }) => op.startsWith(each)))
  return prefix === undefined ? undefined : models[prefix]
})
